# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes as QGIS draws them."""

from qgis.core import QgsPalettedRasterRenderer
from qgis.PyQt.QtGui import QColor


def set_classes(layer, signatures):
    """Draws a raster of labels in the colours of its classes, with their names in the legend.

    signatures: as in signatures.json
    """
    classes = [
        QgsPalettedRasterRenderer.Class(each["class"], QColor(each["color"]), each["name"])
        for each in signatures["classes"]
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))
