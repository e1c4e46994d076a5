# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas of the classes as a table."""

from qgis.core import QgsFeature, QgsFeatureSink, QgsField, QgsFields
from qgis.PyQt.QtCore import QVariant


def area_fields():
    """Columns of the table."""
    fields = QgsFields()
    for name, kind in (
        ("scene", QVariant.String),
        ("date", QVariant.String),
        ("class", QVariant.Int),
        ("name", QVariant.String),
        ("pixels", QVariant.LongLong),
        ("km2", QVariant.Double),
    ):
        fields.append(QgsField(name, kind))
    return fields


def write_areas(report, sink):
    """One row for each scene and class."""
    for scene in report["scenes"]:
        areas = scene.get("squareKilometresOfClass") or [None] * len(scene["pixelsOfClass"])
        for each, pixels, area in zip(report["signatures"]["classes"], scene["pixelsOfClass"], areas):
            row = QgsFeature(area_fields())
            row.setAttributes([scene["name"], scene.get("date"), each["class"], each["name"], pixels, area])
            sink.addFeature(row, QgsFeatureSink.FastInsert)
