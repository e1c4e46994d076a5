# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes as QGIS draws them, and how sure they are."""

from qgis.core import QgsContrastEnhancement, QgsPalettedRasterRenderer, QgsSingleBandGrayRenderer
from qgis.PyQt.QtGui import QColor

from ..client.errors import ServerError
from .legend import Entry, Legend

_NO_COLOR = "#808080"


def set_classes(layer, signatures):
    """Draws a raster of labels in the colours of its classes, with their names in the legend.

    signatures: as in signatures.json, which may do without colours, names and groups
    """
    entries = {
        label: Entry(label, each.get("name", f"Class {label}"), each.get("color", _NO_COLOR), each.get("group"))
        for label, each in enumerate(signatures["classes"], start=1)
    }
    layer.setRenderer(_renderer(layer, Legend(entries), {}))


def apply_legend(layer, legend):
    """The renderer of a raster of labels with the names and colours of a legend; the layer has what it had yet.

    Raises ServerError if the layer is no such raster, or has not the classes of the legend.
    """
    if layer.providerType() == "wms":
        raise ServerError(f"“{layer.name()}” is drawn by a server; save the legend there, or load its maps as GeoTIFFs.")
    renderer = layer.renderer()
    if not isinstance(renderer, QgsPalettedRasterRenderer):
        raise ServerError(f"“{layer.name()}” is not drawn by classes; give maps that a clustering or classification wrote.")
    # A colour table has 256 entries, of which those that are no class have no name.
    known = {int(each.value): each for each in renderer.classes() if each.value > 0 and each.color.alpha() > 0}
    lacking = sorted(set(legend.entries) - set(known))
    if lacking:
        raise ServerError(
            f"The legend has a class {lacking[0]}, which “{layer.name()}” does not have; give the legend of its classes."
        )
    return _renderer(layer, legend, known)


def _renderer(layer, legend, known):
    """known: classes that the layer has, by their labels."""
    classes = []
    for label in sorted(known or legend.entries):
        own = known.get(label)
        name, color = legend.shown(label, own.label if own else f"Class {label}", None)
        first = legend.first_of_group(label)
        if color is None:
            color = known[first].color if first in known else _NO_COLOR
        classes.append(QgsPalettedRasterRenderer.Class(label, QColor(color), name))
    return QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes)


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
