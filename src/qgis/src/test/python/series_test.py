# SPDX-License-Identifier: GPL-2.0-or-later
"""Cluster series jointly: what it loads, and whether that shows the classes."""

import json
import os
import subprocess
import urllib.request

from qgis_session import DAYS, FILES, LAYERS, NAMES, URL, QgisTest, Recorder, main, sign_in

import processing
from iikmc.results.style import set_confidence
from qgis.core import (
    QgsDateTimeRange,
    QgsMapLayerLegend,
    QgsLayerTreeLayer,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter

K = 5


def labels_of(path):
    """Rows of labels, 0 for no data."""
    layer = QgsRasterLayer(path, "labels")
    provider = layer.dataProvider()
    block = provider.block(1, layer.extent(), layer.width(), layer.height())
    rows = []
    for y in range(layer.height()):
        rows.append(
            [0 if block.isNoData(y, x) else int(block.value(y, x)) for x in range(layer.width())]
        )
    return rows


def draw(layers, size, extent, crs, during=None):
    """Draws layers as the map canvas does."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(size)
    settings.setOutputDpi(96)
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.Flag.Antialiasing, False)
    if during:
        settings.setIsTemporal(True)
        settings.setTemporalRange(during)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.renderSynchronously()
    painter.end()
    return image


def moment(day):
    return QDateTime.fromString(day + "T12:00:00Z", Qt.DateFormat.ISODate)


class WmsTest(QgisTest):
    """The series as layers that the server draws."""

    @classmethod
    def setUpClass(cls):
        cls.auth = sign_in()

    def setUp(self):
        super().setUp()
        self.recorder = Recorder()
        self.result = processing.runAndLoadResults(
            "iikmc:clusterseries",
            {
                "SERVER": URL,
                "AUTH": self.auth,
                "LAYERS": ",".join(reversed(LAYERS)),
                "PREFIX": "wms",
                "K": K,
                "OVERWRITE": True,
                "REPORT": os.path.join(self.folder, "report.html"),
                "SIGNATURES_FILE": os.path.join(self.folder, "signatures.json"),
                "AREAS": "TEMPORARY_OUTPUT",
            },
            feedback=self.recorder,
        )
        root = QgsProject.instance().layerTreeRoot()
        self.group = root.findGroup("wms")
        self.layers = [node.layer() for node in self.group.children()]

    def test_layers_lie_in_a_group_of_the_run_oldest_first(self):
        self.assertEqual([layer.name() for layer in self.layers], list(NAMES))
        self.assertTrue(all(layer.isValid() and layer.providerType() == "wms" for layer in self.layers))
        again = processing.runAndLoadResults(
            "iikmc:clusterseries",
            {"SERVER": URL, "AUTH": self.auth, "LAYERS": LAYERS[0], "PREFIX": "wms", "K": 2, "OVERWRITE": True},
        )
        self.assertEqual(len(again["CLASSIFIED"]), 1)
        second = QgsProject.instance().layerTreeRoot().findGroup("wms (2)")
        self.assertEqual([node.layer().name() for node in second.children()], [NAMES[0]])

    def test_each_layer_shows_from_its_date_to_the_next(self):
        ranges = [layer.temporalProperties().fixedTemporalRange() for layer in self.layers]
        days = [
            (each.begin().toUTC().date().toString("yyyy-MM-dd"), each.end().toUTC().date().toString("yyyy-MM-dd"))
            for each in ranges
        ]
        # The last lasts as long as the one before it: 122 days.
        self.assertEqual(days, [(DAYS[0], DAYS[1]), (DAYS[1], DAYS[2]), (DAYS[2], "2025-01-14")])
        self.assertTrue(all(each.includeBeginning() and not each.includeEnd() for each in ranges))
        self.assertTrue(all(layer.temporalProperties().isActive() for layer in self.layers))

    def test_the_map_shows_the_classes_of_each_date(self):
        colors = self.colors()
        for name, day, layer in zip(NAMES, DAYS, self.layers):
            path = os.path.join(self.folder, name + ".tif")
            urllib.request.urlretrieve(f"{URL}/data/wms/{name}_classes.tif", path)
            labels = labels_of(path)
            size = QSize(len(labels[0]), len(labels))
            # All layers at the moment of one: the temporal controller draws that one alone.
            during = QgsDateTimeRange(moment(day), moment(day))
            image = draw(self.layers, size, layer.extent(), layer.crs(), during)
            wrong = sum(
                image.pixel(x, y) & 0xFFFFFF != colors[label]
                for y, row in enumerate(labels)
                for x, label in enumerate(row)
            )
            self.assertEqual(wrong, 0, name)
            self.assertGreater(len({label for row in labels for label in row}), 2)

    def colors(self):
        with open(self.result["SIGNATURES_FILE"], encoding="utf-8") as file:
            classes = json.load(file)["classes"]
        self.assertEqual(len(classes), K)
        return {0: 0xFFFFFF, **{each["class"]: int(each["color"][1:], 16) for each in classes}}

    def test_the_legend_is_that_of_the_server(self):
        node = QgsLayerTreeLayer(self.layers[0])
        nodes = QgsMapLayerLegend.defaultRasterLegend(self.layers[0]).createLayerTreeModelLegendNodes(node)
        self.assertEqual([type(each).__name__ for each in nodes], ["QgsWmsLegendNode"])

    def test_areas_are_a_table_of_the_project(self):
        tables = [each for each in QgsProject.instance().mapLayers().values() if isinstance(each, QgsVectorLayer)]
        # Nothing is cut off or rounded.
        self.assertEqual({(field.length(), field.precision()) for field in tables[0].fields()}, {(0, 0)})
        rows = list(tables[0].getFeatures())
        self.assertEqual(len(rows), len(NAMES) * K)
        self.assertEqual({row["date"] for row in rows}, set(DAYS))
        for row in rows:
            # On the ellipsoid, which is up to 0.1 % off the plane of UTM.
            plane = row["pixels"] * 0.0009
            self.assertAlmostEqual(row["km2"], plane, delta=0.001 * plane)

    def test_the_report_is_a_page_for_the_results_viewer(self):
        with open(self.result["REPORT"], encoding="utf-8") as file:
            page = file.read()
        for text in ("<h1>wms</h1>", f"Class {K}", "B2", NAMES[0], "Iterations", "CPU"):
            self.assertIn(text, page)

    def test_progress_comes_from_the_server(self):
        self.assertIn("Fetching the result", self.recorder.messages)
        self.assertEqual(self.result["PUBLISHED"].split(",")[-1], "iikmc:wms")


class GeoTiffTest(QgisTest):
    """The series as files."""

    def test_files_have_named_classes_and_the_labels_of_the_command_line(self):
        result = self.run_algorithm(
            "clusterseries",
            SERVER=URL,
            AUTH=sign_in(),
            LAYERS=list(LAYERS),
            PREFIX="tiffs",
            K=K,
            OVERWRITE=True,
            LOAD="GeoTIFF",
            FOLDER=self.folder,
        )
        there = [layer.source() for layer in result["CLASSIFIED"]]
        self.assertEqual([os.path.dirname(path) for path in there], [os.path.join(self.folder, "tiffs")] * 3)
        renderer = result["CLASSIFIED"][0].renderer()
        self.assertEqual([each.label for each in renderer.classes()], [f"Class {i + 1}" for i in range(K)])
        self.assertEqual([each.value for each in renderer.classes()], list(range(1, K + 1)))
        out = os.path.join(self.folder, "cli")
        subprocess.run(
            [os.environ["IIKMC_JAVA"], "-jar", os.environ["IIKMC_JAR"], "cluster", *FILES]
            + ["--k", str(K), "--out", out, "--quiet"],
            check=True,
        )
        for name, path in zip(NAMES, there):
            self.assertEqual(labels_of(path), labels_of(os.path.join(out, name + "_classes.tif")), name)

    def test_rasters_of_this_computer_give_the_same(self):
        options = {"PREFIX": "here", "K": K, "CHANGE_THRESHOLD": 0.02, "AOI": self.area(), "LOAD": "GeoTIFF"}
        options.update(CONFIDENCE=True, MAX_DISTANCE=4)
        here = self.run_algorithm("clusterseries", RASTERS=list(FILES), FOLDER=self.folder, **options)
        there = self.run_algorithm(
            "clusterseries", SERVER=URL, AUTH=sign_in(), LAYERS=list(LAYERS), OVERWRITE=True, **options
        )
        self.assertEqual([layer.name() for layer in here["CLASSIFIED"]], list(NAMES))
        self.same_confidence(os.path.dirname(here["CLASSIFIED"][0].source()), os.path.dirname(there["CLASSIFIED"][0].source()))
        for mine, its in zip(here["CLASSIFIED"], there["CLASSIFIED"]):
            labels = labels_of(mine.source())
            self.assertEqual(labels, labels_of(its.source()))
            self.assertGreater(sum(row.count(0) for row in labels), len(labels) * len(labels[0]) // 2)
    def same_confidence(self, here, there):
        for name in NAMES:
            mine = os.path.join(here, f"{name}_confidence.tif")
            with open(mine, "rb") as one, open(os.path.join(there, f"iikmc_here_{name}_confidence.tif"), "rb") as other:
                self.assertEqual(one.read(), other.read())
            layer = QgsRasterLayer(mine, "confidence")
            # By the style beside the file; and as the plugin does it.
            for _ in range(2):
                self.assertEqual(layer.renderer().type(), "singlebandgray")
                self.assertEqual(layer.renderer().contrastEnhancement().maximumValue(), 255)
                set_confidence(layer)
            self.assertEqual([layer.dataProvider().sourceNoDataValue(band) for band in (1, 2)], [0, 0])

    def area(self):
        """About a quarter of the scenes, in degrees."""
        area = QgsVectorLayer("Polygon?crs=EPSG:4326", "area", "memory")
        from qgis.core import QgsCoordinateTransform, QgsFeature, QgsGeometry, QgsRectangle

        scene = QgsRasterLayer(FILES[0], "scene")
        box = scene.extent()
        box = QgsRectangle(box.xMinimum(), box.yMinimum(), box.center().x(), box.center().y())
        geometry = QgsGeometry.fromRect(box)
        geometry.transform(QgsCoordinateTransform(scene.crs(), area.crs(), QgsProject.instance()))
        feature = QgsFeature()
        feature.setGeometry(geometry)
        area.dataProvider().addFeatures([feature])
        return area


if __name__ == "__main__":
    main()
