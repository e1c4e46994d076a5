# SPDX-License-Identifier: GPL-2.0-or-later
"""Classify with signatures."""

import json
import os
import tempfile

from qgis.core import QgsProcessingParameterRasterDestination

from ..client.errors import ServerError
from ..client.wps import Literal
from ..descriptions import CLASSIFY
from ..results.loading import ClassStyle
from ..results.maps import check_tiff, write_whole
from .base import IikmcAlgorithm


class ClassifyAlgorithm(IikmcAlgorithm):
    """Classifies one scene with signatures of an earlier run; batch mode takes many."""

    PROCESS = CLASSIFY
    ONE_SCENE = True
    REQUIRED = ("signatures",)

    OUTPUT = "OUTPUT"

    def name(self):
        return "classify"

    def displayName(self):  # noqa: N802
        return "Classify with signatures"

    def initAlgorithm(self, configuration=None):  # noqa: N802
        super().initAlgorithm(configuration)
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, "Classified"))

    def compute_there(self, client, connection, layers, inputs, parameters, context, feedback):
        if len(layers) > 1:
            raise ServerError("Give one scene; batch mode takes one in each row.")
        path = self._output(parameters, context)
        scene = [("layer", Literal(layers[0]))]
        content = client.execute(self.PROCESS, scene + inputs, "result", "image/tiff", feedback)
        check_tiff(content, layers[0], "ask who runs it whether a proxy between spoils answers")
        write_whole(path, content)
        _remove_statistics(path)
        return self._finish(path, inputs, context)

    def compute_here(self, command_line, files, inputs, parameters, context, feedback):
        path = self._output(parameters, context)
        with tempfile.TemporaryDirectory(prefix="iikmc") as folder:
            command_line.run("classify", files, inputs, folder, feedback)
            with open(os.path.join(folder, "report.json"), encoding="utf-8") as file:
                classified = json.load(file)["scenes"][0]["map"]
            with open(os.path.join(folder, classified), "rb") as file:
                write_whole(path, file.read())
            _remove_statistics(path)
        return self._finish(path, inputs, context)

    def _output(self, parameters, context):
        path = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        if not path.lower().endswith((".tif", ".tiff")):
            raise ServerError(f"The classified scene is a GeoTIFF; give {path} the ending .tif.")
        return path

    def _finish(self, path, inputs, context):
        style = ClassStyle(json.loads(dict(inputs)["signatures"].text))
        style.attach(path, context)
        self.keep(style)
        return {self.OUTPUT: path}


def _remove_statistics(path):
    # What GDAL has noted of the file that is replaced.
    if os.path.exists(path + ".aux.xml"):
        os.remove(path + ".aux.xml")
