# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas of the classes as a table."""

from qgis.core import QgsFeature, QgsFeatureSink, QgsVectorLayer

# Zeros: no limit of length or decimals.
_COLUMNS = ("scene:string(0)", "date:string(0)", "class:integer(0)", "name:string(0)", "pixels:int8(0)", "km2:double(0,0)")


def area_fields():
    """Columns of the table, from a layer: QgsField itself takes QVariant's types in old versions and QMetaType's in new."""
    return QgsVectorLayer("None?" + "&".join("field=" + column for column in _COLUMNS), "", "memory").fields()


def write_areas(report, sink):
    """One row for each scene and class."""
    for scene in report["scenes"]:
        areas = scene.get("squareKilometresOfClass") or [None] * len(scene["pixelsOfClass"])
        for each, pixels, area in zip(report["signatures"]["classes"], scene["pixelsOfClass"], areas):
            row = QgsFeature()
            row.setAttributes([scene["name"], scene.get("date"), each["class"], each["name"], pixels, area])
            sink.addFeature(row, QgsFeatureSink.Flag.FastInsert)
