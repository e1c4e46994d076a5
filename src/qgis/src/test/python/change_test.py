# SPDX-License-Identifier: GPL-2.0-or-later
"""Change: what it loads, with maps whose changes can be counted."""

import os

from qgis_session import PROVIDER, QgisTest, Recorder, main

import processing
from qgis.core import QgsPalettedRasterRenderer, QgsProject, QgsRasterLayer

DAY = "yyyy-MM-dd"

# Two rows of three pixels, of classes 1 to 3; 0 has none.
MAPS = {"2024-01-15": (1, 1, 2, 2, 3, 0), "2024-05-15": (1, 2, 2, 2, 3, 3), "2024-09-14": (1, 2, 2, 3, 3, 3)}


def write_map(path, values):
    from osgeo import gdal, osr

    raster = gdal.GetDriverByName("GTiff").Create(path, 3, 2, 1, gdal.GDT_Byte)
    system = osr.SpatialReference()
    system.ImportFromEPSG(32633)
    raster.SetProjection(system.ExportToWkt())
    raster.SetGeoTransform((500000, 1000, 0, 5000000, 0, -1000))
    band = raster.GetRasterBand(1)
    band.SetNoDataValue(0)
    band.SetCategoryNames(["", "Water", "Forest", "Field"])
    band.WriteRaster(0, 0, 3, 2, bytes(values))


class ChangeTest(QgisTest):
    def setUp(self):
        super().setUp()
        self.maps = [os.path.join(self.folder, "maps", f"lake_{day}_classes.tif") for day in MAPS]
        os.mkdir(os.path.join(self.folder, "maps"))
        for path, values in zip(self.maps, MAPS.values()):
            write_map(path, values)
        self.out = os.path.join(self.folder, "changes")

    def change(self, **parameters):
        result = processing.runAndLoadResults(
            "iikmc:change", {"FOLDER": self.out, **parameters}, feedback=Recorder()
        )
        project = QgsProject.instance()
        rasters = [project.mapLayer(each) for each in result["CHANGES"]]
        return rasters, project.mapLayer(result["TABLE"])

    @staticmethod
    def rows(table):
        """Pixels of changes and of what stayed, by dates and names."""
        return {
            (each["from_date"].toString(DAY), each["to_date"].toString(DAY), each["from_name"], each["to_name"]): each["pixels"]
            for each in table.getFeatures()
            if each["pixels"]
        }

    def test_each_date_is_compared_with_the_next(self):
        rasters, table = self.change(RUN=os.path.dirname(self.maps[0]))
        self.assertEqual(
            [layer.name() for layer in rasters], ["2024-01-15 → 2024-05-15", "2024-05-15 → 2024-09-14"]
        )
        self.assertEqual(
            self.days_and_changes(table),
            [("2024-01-15", "Water", "Forest", 1), ("2024-05-15", "Forest", "Field", 1)],
        )
        for layer, change in zip(rasters, ("Water → Forest", "Forest → Field")):
            self.assertIsInstance(layer.renderer(), QgsPalettedRasterRenderer)
            names = {int(each.value): each.label for each in layer.renderer().classes()}
            self.assertEqual(names[1], "no change")
            self.assertIn(change, names.values())
            block = layer.dataProvider().block(1, layer.extent(), 3, 2)
            found = [names.get(int(block.value(y, x)), "") for y in range(2) for x in range(3)]
            self.assertEqual(found.count(change), 1)

    def days_and_changes(self, table):
        return sorted(
            (first, was, became, pixels)
            for (first, _, was, became), pixels in self.rows(table).items()
            if was != became
        )

    def test_two_dates_alone(self):
        rasters, table = self.change(RUN=os.path.dirname(self.maps[0]), FROM="2024-01-15", TO="2024-09-14")
        self.assertEqual([layer.name() for layer in rasters], ["2024-01-15 → 2024-09-14"])
        self.assertEqual(
            self.rows(table),
            {
                ("2024-01-15", "2024-09-14", "Water", "Water"): 1,
                ("2024-01-15", "2024-09-14", "Water", "Forest"): 1,
                ("2024-01-15", "2024-09-14", "Forest", "Forest"): 1,
                ("2024-01-15", "2024-09-14", "Forest", "Field"): 1,
                ("2024-01-15", "2024-09-14", "Field", "Field"): 1,
            },
        )

    def test_maps_that_are_loaded_and_a_second_comparison_in_the_folder(self):
        layers = [QgsRasterLayer(path, "map") for path in self.maps[:2]]
        QgsProject.instance().addMapLayers(layers)
        for _ in range(2):
            rasters, _ = self.change(MAPS=list(reversed(layers)))
            self.assertEqual([layer.name() for layer in rasters], ["2024-01-15 → 2024-05-15"])

    def test_each_failure_is_one_sentence(self):
        run = os.path.dirname(self.maps[0])
        for words, parameters in (
            ("Give either the folder of a run or classified maps", {}),
            ("Give either the folder of a run or classified maps", {"RUN": run, "MAPS": self.maps}),
            ("2020-01-01", {"RUN": run, "FROM": "2020-01-01"}),
            ("yesterday", {"RUN": run, "TO": "yesterday"}),
            ("nowhere", {"RUN": os.path.join(self.folder, "nowhere")}),
        ):
            message = self.failure("change", FOLDER=self.out, **parameters)
            self.assertIn(words, message)
            self.assertNotIn("Exception", message)
            self.assertFalse(os.path.exists(self.out))

    def test_the_help_speaks_of_all_parameters(self):
        text = PROVIDER.algorithm("change").shortHelpString()
        for words in ("Folder of a run", "classified maps", "From", "To", "Folder for the changes"):
            self.assertIn(words, text)


if __name__ == "__main__":
    main()
