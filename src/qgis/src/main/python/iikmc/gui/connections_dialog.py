# SPDX-License-Identifier: GPL-2.0-or-later
"""Servers that the user names: made, tried, changed and removed."""

from qgis.core import QgsApplication
from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
)

from .. import descriptions
from ..client.connection import Connection, Connections, normalized
from ..client.errors import Canceled, ServerError
from .waiting import ask

_HINT = (
    "Signing in is needed to publish. For an IIkMC server, use basic authentication with any user"
    " and the server's token as password."
)


class ConnectionsDialog(QDialog):
    """All connections."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setWindowTitle("IIkMC connections")
        self.resize(420, 260)
        self._connections = Connections()
        self._list = QListWidget()
        self._list.itemDoubleClicked.connect(self._edit)
        side = QVBoxLayout()
        for text, action in (("New…", self._new), ("Edit…", self._edit), ("Remove", self._remove)):
            button = QPushButton(text)
            button.clicked.connect(action)
            side.addWidget(button)
        side.addStretch()
        middle = QHBoxLayout()
        middle.addWidget(self._list)
        middle.addLayout(side)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addLayout(middle)
        layout.addWidget(buttons)
        self._show(self._connections.chosen())

    def selected(self):
        """Name of the marked connection; None if there is none."""
        item = self._list.currentItem()
        return item.text() if item else None

    def _show(self, marked):
        self._list.clear()
        self._list.addItems(self._connections.names())
        for item in self._list.findItems(marked, Qt.MatchFlag.MatchExactly):
            self._list.setCurrentItem(item)

    def _new(self):
        self._ask(None)

    def _edit(self):
        if self.selected():
            self._ask(self._connections.find(self.selected()))

    def _ask(self, connection):
        dialog = ConnectionDialog(connection, self)
        if dialog.exec():
            if connection and connection.name != dialog.connection().name:
                self._connections.remove(connection.name)
            self._connections.save(dialog.connection())
            self._connections.choose(dialog.connection().name)
            _refresh_algorithms()
            self._show(dialog.connection().name)

    def _remove(self):
        if self.selected():
            self._connections.remove(self.selected())
            self._show(self._connections.chosen())


class ConnectionDialog(QDialog):
    """One connection. OK tries it first."""

    def __init__(self, connection=None, parent=None):
        super().__init__(parent)
        self.setWindowTitle("IIkMC connection")
        self.setMinimumWidth(520)
        self._before = connection.name if connection else None
        self._name = QLineEdit(connection.name if connection else "")
        self._address = QLineEdit(connection.address if connection else "")
        self._address.setPlaceholderText("http://localhost:8080/geoserver")
        self._auth = QgsAuthConfigSelect()
        if connection and connection.authcfg:
            self._auth.setConfigId(connection.authcfg)
        hint = QLabel(_HINT)
        hint.setWordWrap(True)
        self._outcome = QLabel()
        self._outcome.setWordWrap(True)
        form = QFormLayout()
        form.addRow("Name", self._name)
        form.addRow("Address", self._address)
        form.addRow("Authentication", self._auth)
        # A label that wraps does not claim the height of its lines in a form by itself.
        hint.setMinimumHeight(2 * hint.fontMetrics().lineSpacing() + 8)
        form.addRow(hint)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        test = buttons.addButton("Test", QDialogButtonBox.ButtonRole.ActionRole)
        test.clicked.connect(self._test)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._outcome)
        layout.addStretch()
        layout.addWidget(buttons)

    def connection(self):
        """As typed; ServerError if the address is none."""
        return Connection(self._name.text().strip(), normalized(self._address.text()), self._auth.configId())

    def _incomplete(self):
        """Why it can't be kept as typed, or None."""
        try:
            name = self.connection().name
        except ServerError as error:
            return str(error)
        if not name:
            return "Give the connection a name."
        if name != self._before and name in Connections().names():
            return f"There is a connection “{name}” already; give this one another name."
        return None

    def _failure(self):
        """Why the server can't be used, or None."""
        try:
            connection = self.connection()
            ask(self, f"Asking {connection.address}…", lambda feedback: descriptions.learn(connection, feedback))
            return None
        except ServerError as error:
            return str(error)
        except Canceled:
            return "Cancelled before the server had answered."

    def _test(self):
        problem = self._incomplete() or self._failure()
        signed_in = ", and does not refuse your authentication" if self._auth.configId() else ""
        self._outcome.setText(problem or f"The server is there and knows the IIkMC processes{signed_in}.")

    def _accept(self):
        incomplete = self._incomplete()
        if incomplete:
            self._outcome.setText(incomplete)
            return
        problem = self._failure()
        if problem is None:
            self.accept()
            return
        self._outcome.setText(problem)
        yes = QMessageBox.StandardButton.Yes
        no = QMessageBox.StandardButton.No
        if QMessageBox.question(self, "IIkMC", f"{problem}\n\nSave the connection all the same?", yes | no, no) == yes:
            self.accept()


def _refresh_algorithms():
    # Their parameters and help come from what the server said.
    provider = QgsApplication.processingRegistry().providerById("iikmc")
    if provider:
        provider.refreshAlgorithms()
