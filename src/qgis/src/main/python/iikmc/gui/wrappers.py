# SPDX-License-Identifier: GPL-2.0-or-later
"""Widgets of the parameters that a server fills: named by the parameters' metadata, made where there are windows."""

from processing.gui.wrappers import WidgetWrapper
from qgis.gui import QgsGui
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMessageBox, QSizePolicy, QToolButton, QWidget

from ..client.catalog import Catalog
from ..client.connection import Connections
from ..client.errors import Canceled, ServerError
from ..client.http import Http
from .connections_dialog import ConnectionsDialog
from .pick_dialog import PickDialog
from .waiting import ask


class _ButtonWrapper(WidgetWrapper):
    """A field with a button behind it that helps to fill it."""

    TOOL_TIP = ""

    def __new__(cls, parameter, dialog, *rest):
        if dialog.__class__.__name__ == "ModelerParametersDialog":
            # In a model the value may come from elsewhere, which QGIS's own widget of a text can say.
            return QgsGui.processingGuiRegistry().createModelerParameterWidget(
                dialog.model, dialog.childId, parameter, dialog.context
            )
        return super().__new__(cls)

    def createWidget(self):  # noqa: N802
        self._others = {}
        self._field = self.create_field()
        self._field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button = QToolButton()
        button.setText("…")
        button.setToolTip(self.TOOL_TIP)
        button.clicked.connect(self._help)
        widget = QWidget()
        layout = QHBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._field)
        layout.addWidget(button)
        return widget

    def postInitialize(self, wrappers):  # noqa: N802
        self._others = {wrapper.parameterDefinition().name(): wrapper for wrapper in wrappers}

    def create_field(self):
        raise NotImplementedError

    def fill(self):
        """What the button does."""
        raise NotImplementedError

    def _help(self):
        try:
            self.fill()
        except ServerError as error:
            QMessageBox.warning(self.widget, "IIkMC", str(error))
        except Canceled:
            pass

    def ask_catalog(self, question):
        """Answer of the catalog of the server that the dialog names; ServerError if it names none."""
        server = self._value_of("SERVER") or Connections().chosen()
        connection = Connections().resolve(server, self._value_of("AUTH") or "")
        return ask(
            self.widget,
            f"Asking {connection.address}…",
            lambda feedback: question(Catalog(Http(connection, feedback))),
        )

    def _value_of(self, name):
        wrapper = self._others.get(name)
        value = wrapper.parameterValue() if wrapper else None
        return value if isinstance(value, str) else None


class _TextWrapper(_ButtonWrapper):
    """Names with commas between them."""

    def create_field(self):
        field = QLineEdit()
        field.textChanged.connect(lambda: self.widgetValueHasChanged.emit(self))
        return field

    def setValue(self, value):  # noqa: N802
        self._field.setText(",".join(value) if isinstance(value, list) else value or "")

    def value(self):
        return self._field.text().strip()

    def names(self):
        return [name.strip() for name in self.value().split(",") if name.strip()]


class ServerWidgetWrapper(_ButtonWrapper):
    """A connection or an address."""

    TOOL_TIP = "Connections…"

    def create_field(self):
        field = QComboBox()
        field.setEditable(True)
        field.addItems(Connections().names())
        field.setEditText(Connections().chosen())
        field.editTextChanged.connect(lambda: self.widgetValueHasChanged.emit(self))
        return field

    def setValue(self, value):  # noqa: N802
        self._field.setEditText(value or "")

    def value(self):
        return self._field.currentText().strip()

    def fill(self):
        before, known = self.value(), Connections().names()
        dialog = ConnectionsDialog(self.widget)
        dialog.exec()
        # An address that was typed is no connection to be replaced by the one that is marked.
        chosen = before if before and before not in known else dialog.selected() or ""
        self._field.clear()
        self._field.addItems(Connections().names())
        self._field.setEditText(chosen)


class LayersWidgetWrapper(_TextWrapper):
    """Coverages of the server."""

    TOOL_TIP = "Choose from the layers of the server"
    MANY = True

    def fill(self):
        items = [(coverage.name, coverage.title) for coverage in self.ask_catalog(Catalog.coverages)]
        if not items:
            raise ServerError("The server has no raster layer that you may read.")
        dialog = PickDialog("Scenes on the server", items, self.names(), self.MANY, self.widget)
        if dialog.exec():
            self.setValue(dialog.picked())


class LayerWidgetWrapper(LayersWidgetWrapper):
    """One coverage of the server."""

    MANY = False


class BandsWidgetWrapper(_TextWrapper):
    """Bands of the first scene."""

    TOOL_TIP = "Choose from the bands of the first scene"

    def fill(self):
        bands = self._bands()
        dialog = PickDialog("Bands", [(band, "") for band in bands], self.names(), True, self.widget)
        if dialog.exec():
            self.setValue(dialog.picked())

    def _bands(self):
        layer = (self._value_of("LAYERS") or self._value_of("LAYER") or "").split(",")[0].strip()
        if not layer:
            raise ServerError("Choose a scene on the server first, or type the names or numbers of the bands.")
        bands = self.ask_catalog(lambda catalog: catalog.bands(layer))
        if not bands:
            raise ServerError(f"The server names no bands of {layer}; type their numbers, from 1.")
        return bands
