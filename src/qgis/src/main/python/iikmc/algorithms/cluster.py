# SPDX-License-Identifier: GPL-2.0-or-later
"""Cluster to signatures."""

import os
import tempfile

from qgis.core import QgsProcessingParameterFileDestination

from ..client.wps import Literal, parse_json
from ..descriptions import CLUSTER
from ..results.maps import write_whole
from .base import IikmcAlgorithm


class ClusterAlgorithm(IikmcAlgorithm):
    """Finds the signatures of a series, and writes no map."""

    PROCESS = CLUSTER

    OUTPUT = "OUTPUT"

    def name(self):
        return "cluster"

    def displayName(self):  # noqa: N802
        return "Cluster to signatures"

    def initAlgorithm(self, configuration=None):  # noqa: N802
        super().initAlgorithm(configuration)
        output = QgsProcessingParameterFileDestination(
            self.OUTPUT, "Signatures", "JSON files (*.json);;CSV files (*.csv)"
        )
        output.setHelp("JSON to classify with; CSV for a spreadsheet.")
        self.addParameter(output)

    def compute_there(self, client, connection, layers, inputs, parameters, context, feedback):
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        mime_type = "text/csv" if path.lower().endswith(".csv") else "application/json"
        scenes = [("layers", Literal(layer)) for layer in layers]
        document = client.execute(self.PROCESS, scenes + inputs, "signatures", mime_type, feedback)
        if mime_type == "application/json":
            parse_json(document)
        write_whole(path, document)
        return {self.OUTPUT: path}

    def compute_here(self, command_line, files, inputs, parameters, context, feedback):
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        name = "signatures.csv" if path.lower().endswith(".csv") else "signatures.json"
        with tempfile.TemporaryDirectory(prefix="iikmc") as folder:
            command_line.run("cluster", files, inputs, folder, feedback)
            with open(os.path.join(folder, name), "rb") as file:
                write_whole(path, file.read())
        return {self.OUTPUT: path}
