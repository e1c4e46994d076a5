# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes as QGIS draws them, and how sure they are."""

from qgis.core import QgsContrastEnhancement, QgsPalettedRasterRenderer, QgsSingleBandGrayRenderer
from qgis.PyQt.QtGui import QColor


def set_classes(layer, signatures):
    """Draws a raster of labels in the colours of its classes, with their names in the legend.

    signatures: as in signatures.json, which may do without colours and names
    """
    classes = [
        QgsPalettedRasterRenderer.Class(
            label, QColor(each.get("color", "#808080")), each.get("name", f"Class {label}")
        )
        for label, each in enumerate(signatures["classes"], start=1)
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))


def set_confidence(layer):
    """Draws the margins of a raster of confidence, its first band: black for doubtful labels, white for sure ones."""
    provider = layer.dataProvider()
    renderer = QgsSingleBandGrayRenderer(provider, 1)
    enhancement = QgsContrastEnhancement(provider.dataType(1))
    enhancement.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
    )
    enhancement.setMinimumValue(1)
    enhancement.setMaximumValue(255)
    renderer.setContrastEnhancement(enhancement)
    layer.setRenderer(renderer)
