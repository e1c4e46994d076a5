# SPDX-License-Identifier: GPL-2.0-or-later
"""Joint (inter-image) k-means clustering of satellite-image series in QGIS's processing toolbox."""


def classFactory(iface):  # noqa: N802, the name that QGIS asks for
    """Makes the plugin; `iface` is None in qgis_process."""
    from .plugin import IikmcPlugin

    return IikmcPlugin(iface)
