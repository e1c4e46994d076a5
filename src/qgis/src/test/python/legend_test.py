# SPDX-License-Identifier: GPL-2.0-or-later
"""Apply legend: documents of legends, and the layers that get them."""

import json
import os
import shutil

from qgis_session import QgisTest, main

from qgis.core import QgsPalettedRasterRenderer, QgsProject, QgsRasterLayer

from iikmc.client.errors import ServerError
from iikmc.results.legend import parse_legend, read_legend
from iikmc.results.style import set_classes

WATER = "class,name,color,group\n1,Lake,#123456,water\n3,River,,water\n2,Forest,#0a0,\n"


class DocumentTest(QgisTest):
    def refused(self, text, *words):
        with self.assertRaises(ServerError) as caught:
            parse_legend(text)
        for word in words:
            self.assertIn(word, str(caught.exception))

    def test_a_group_has_its_name_and_the_color_of_its_first_class(self):
        legend = parse_legend(WATER)
        self.assertEqual(legend.shown(1, "Class 1", "#ff0000"), ("water", "#123456"))
        self.assertEqual(legend.shown(3, "Class 3", "#00ff00"), ("water", "#123456"))
        self.assertEqual(legend.shown(2, "Class 2", "#0000ff"), ("Forest", "#0a0"))
        self.assertEqual(legend.shown(4, "Class 4", "#ffffff"), ("Class 4", "#ffffff"))

    def test_json_and_what_spreadsheets_write_say_the_same(self):
        document = {
            "format": "iikmc-legend",
            "version": 1,
            "classes": [
                {"class": 3, "name": "River", "group": "water"},
                {"class": 1, "name": "Lake", "color": "#123456", "group": "water"},
                {"class": 2, "name": "Forest", "color": "#0a0"},
            ],
        }
        for text in (
            json.dumps(document),
            WATER.replace(",", ";"),
            WATER.replace(",", "\t"),
            WATER.replace("\n", "\r\n") + "\r\n,,,\r\n",
            WATER.replace("Lake", '"Lake"'),
        ):
            entries = parse_legend(text).entries
            self.assertEqual(sorted(entries), [1, 2, 3], text)
            self.assertEqual(vars(entries[1]), vars(parse_legend(WATER).entries[1]))
            self.assertIsNone(entries[3].color)
        path = os.path.join(self.folder, "legend.csv")
        with open(path, "w", encoding="utf-8-sig") as file:
            file.write("name,class\n" + '"Reeds, ""wet"" – ö",7\n')
        self.assertEqual(read_legend(path).entries[7].name, 'Reeds, "wet" – ö')

    def test_what_is_no_legend_is_refused_in_one_line(self):
        self.refused("", "no column “class”")
        self.refused("class,name\n", "no class")
        self.refused("class,name\n1,a\n1,b\n", "class 1 twice")
        self.refused("class,name\n0,a\n", "“0”", "1 to 255")
        self.refused("class,name\n1.5,a\n", "“1.5”")
        self.refused("class,name\n1,\n", "Class 1", "no name")
        self.refused("class,name,color\n1,a,blueish\n", "“blueish”", "#rrggbb")
        self.refused("class,name,group\n1,a,water\n3,b,water\n2,water,\n", "Class 2 is called “water”", "group of 1, 3")
        self.refused('{"format": "iikmc-signatures"}', "iikmc-legend")
        self.refused('{"format": "iikmc-legend", "classes": [1]}', "list of classes")
        self.refused('{"format": "iikmc-legend", "classes": [{"class": true, "name": "a"}]}', "whole number")
        self.refused('{"format": "iikmc-legend", "classes": [{"class": 1, "name": 5}]}', "must be a text")
        self.refused("{", "not valid JSON")


class ApplyTest(QgisTest):
    COLORS = ("#0072b2", "#009e73", "#f0e442", "#d55e00")

    def setUp(self):
        super().setUp()
        self.maps = [os.path.join(self.folder, name + "_classes.asc") for name in ("a", "b")]
        for path in self.maps:
            with open(path, "w", encoding="utf-8") as file:
                file.write("ncols 4\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3 4\n")
        self.legend = os.path.join(self.folder, "legend.csv")
        with open(self.legend, "w", encoding="utf-8") as file:
            file.write(WATER)
        self.layers = [self.load(path) for path in self.maps]
        for layer in self.layers:
            set_classes(layer, {"classes": [{"color": color} for color in self.COLORS]})

    @staticmethod
    def load(path):
        layer = QgsRasterLayer(path, os.path.basename(path))
        QgsProject.instance().addMapLayer(layer)
        return layer

    @staticmethod
    def classes(layer):
        return [(int(each.value), each.label, each.color.name()) for each in layer.renderer().classes()]

    def test_layers_get_names_and_colors_and_groups_share_them(self):
        fourth = self.classes(self.layers[0])[3]
        ran = self.run_algorithm("applylegend", LAYERS=self.layers, LEGEND=self.legend)
        self.assertEqual(ran["STYLED"], 2)
        for layer in self.layers:
            self.assertIsInstance(layer.renderer(), QgsPalettedRasterRenderer)
            self.assertEqual(
                self.classes(layer),
                [(1, "water", "#123456"), (2, "Forest", "#00aa00"), (3, "water", "#123456"), fourth],
            )
        self.assertFalse(any(name.endswith(".qml") for name in os.listdir(self.folder)))

    def test_a_group_without_a_color_has_that_of_its_first_class(self):
        with open(self.legend, "w", encoding="utf-8") as file:
            file.write("class,name,group\n2,River,water\n4,Lake,water\n")
        before = self.classes(self.layers[0])
        self.run_algorithm("applylegend", LAYERS=[self.layers[0]], LEGEND=self.legend)
        after = self.classes(self.layers[0])
        self.assertEqual([after[1], after[3]], [(2, "water", before[1][2]), (4, "water", before[1][2])])
        self.assertEqual([after[0], after[2]], [before[0], before[2]])

    def test_it_is_kept_with_the_files(self):
        self.run_algorithm("applylegend", LAYERS=self.layers, LEGEND=self.legend, SAVE=True)
        again = QgsRasterLayer(self.maps[1], "again")
        self.assertEqual(self.classes(again)[0], (1, "water", "#123456"))

    def test_a_layer_that_it_does_not_fit_keeps_all_as_they_were(self):
        before = [self.classes(layer) for layer in self.layers]
        with open(self.legend, "w", encoding="utf-8") as file:
            file.write("class,name\n9,Sea\n")
        self.assertIn("has a class 9, which “a_classes.asc” does not have", self.apply_fails(self.layers))
        with open(self.legend, "w", encoding="utf-8") as file:
            file.write(WATER)
        image = self.load(shutil.copy(self.maps[0], os.path.join(self.folder, "image.asc")))
        self.assertIn("“image.asc” is not drawn by classes", self.apply_fails([self.layers[0], image]))
        self.assertEqual([self.classes(layer) for layer in self.layers], before)

    def test_a_file_that_is_no_legend_is_named(self):
        self.legend = os.path.join(self.folder, "missing.csv")
        self.assertIn("missing.csv can't be read", self.apply_fails(self.layers))
        self.legend = os.path.join(self.folder, "binary.csv")
        with open(self.legend, "wb") as file:
            file.write(b"\xff\xfe\x00")
        self.assertIn("binary.csv is not text", self.apply_fails(self.layers))

    def apply_fails(self, layers):
        return self.failure("applylegend", LAYERS=layers, LEGEND=self.legend)


if __name__ == "__main__":
    main()
