# SPDX-License-Identifier: GPL-2.0-or-later
"""Choose from what a server has."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

_NAME = Qt.ItemDataRole.UserRole


class PickDialog(QDialog):
    """A list to tick, or to choose one of, with a filter above.

    items: pairs of a name and a title
    picked: names that are chosen already; names that are not in the list stay chosen
    many: whether several can be chosen
    """

    def __init__(self, title, items, picked, many, parent=None):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(480, 420)
        self._many = many
        self._picked = list(picked)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Filter")
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._show_matches)
        self._list = QListWidget()
        if many:
            self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for name, text in items:
            item = QListWidgetItem(name if text in ("", name) else f"{name} ({text})")
            item.setData(_NAME, name)
            if many:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if name in picked else Qt.CheckState.Unchecked)
            self._list.addItem(item)
            if not many and name in picked:
                self._list.setCurrentItem(item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        if not many:
            self._list.itemDoubleClicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(self._filter)
        layout.addWidget(self._list)
        layout.addWidget(buttons)

    def picked(self):
        """Chosen names: those that were chosen before, in their order, then the new ones in that of the list."""
        if not self._many:
            current = self._list.currentItem()
            return [current.data(_NAME)] if current else self._picked[:1]
        ticked = {}
        for row in range(self._list.count()):
            item = self._list.item(row)
            ticked[item.data(_NAME)] = item.checkState() == Qt.CheckState.Checked
        kept = [name for name in self._picked if ticked.get(name, True)]
        return kept + [name for name, is_ticked in ticked.items() if is_ticked and name not in kept]

    def _show_matches(self, text):
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())
