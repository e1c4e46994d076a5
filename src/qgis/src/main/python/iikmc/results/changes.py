# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters and table of what became of classes, as the command line has written them."""

import json
import os

from qgis.core import QgsProcessingContext, QgsRasterLayer, QgsVectorLayer

from ..client.errors import ServerError


def load_changes(folder, context):
    """Has them loaded into the project. Returns the ids of the rasters, oldest first, and that of the table."""
    with open(os.path.join(folder, "changes.json"), encoding="utf-8") as file:
        pairs = json.load(file)["pairs"]
    # Rasters have the style that lies beside them.
    rasters = [_load(QgsRasterLayer(os.path.join(folder, pair["raster"]), _title(pair)), context) for pair in pairs]
    # Without the option all columns would be texts.
    source = os.path.join(folder, "changes.csv") + "|option:AUTODETECT_TYPE=YES"
    table = QgsVectorLayer(source, "Changes between classes", "ogr")
    return rasters, _load(table, context)


def _title(pair):
    return " → ".join(pair[end].get("date") or pair[end]["name"] for end in ("from", "to"))


def _load(layer, context):
    if not layer.isValid():
        raise ServerError(f"The changes are written, but QGIS can't open {layer.source()}.")
    context.temporaryLayerStore().addMapLayer(layer)
    details = QgsProcessingContext.LayerDetails(layer.name(), context.project())
    details.forceName = True
    context.addLayerToLoadOnCompletion(layer.id(), details)
    return layer.id()
