# SPDX-License-Identifier: GPL-2.0-or-later
"""What QGIS's plugin manager starts and stops."""

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QAction  # of QtGui in Qt 6, but QGIS 3.22 has it here alone, and QGIS 4 here too

from .provider import IikmcProvider

MENU = "IIkMC"


class IikmcPlugin:
    """Adds the provider to the toolbox and, where there are windows, the connections to the Web menu."""

    def __init__(self, iface):
        self._iface = iface
        self._provider = None
        self._action = None

    def initProcessing(self):  # noqa: N802
        """Called alone by qgis_process, which has no windows."""
        self._provider = IikmcProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self):  # noqa: N802
        self.initProcessing()
        self._action = QAction(self._provider.icon(), "Connections…", self._iface.mainWindow())
        self._action.triggered.connect(self._show_connections)
        self._iface.addPluginToWebMenu(MENU, self._action)

    def unload(self):
        QgsApplication.processingRegistry().removeProvider(self._provider)
        if self._action:
            self._iface.removePluginWebMenu(MENU, self._action)

    def _show_connections(self):
        from .gui.connections_dialog import ConnectionsDialog

        ConnectionsDialog(self._iface.mainWindow()).exec()
