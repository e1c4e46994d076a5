# SPDX-License-Identifier: GPL-2.0-or-later
"""Cluster series jointly."""

import json
import os
import re

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
    QgsWkbTypes,
    QgsCoordinateReferenceSystem,
)

from ..client.errors import ServerError
from ..client.http import Http
from ..client.wps import Literal
from ..descriptions import CLUSTER_SERIES
from ..results.areas import area_fields, write_areas
from ..results.loading import SeriesLayers, free_group_name
from ..results.report import write_report
from .base import IikmcAlgorithm

_WMS = "WMS"
_GEOTIFF = "GeoTIFF"
_NOTHING = "nothing"


class ClusterSeriesAlgorithm(IikmcAlgorithm):
    """Clusters a series, and loads its classified layers."""

    PROCESS = CLUSTER_SERIES

    LOAD = "LOAD"
    FOLDER = "FOLDER"
    REPORT = "REPORT"
    SIGNATURES_FILE = "SIGNATURES_FILE"
    AREAS = "AREAS"
    CLASSIFIED = "CLASSIFIED"
    PUBLISHED = "PUBLISHED"

    def __init__(self):
        super().__init__()
        self._group = None

    def name(self):
        return "clusterseries"

    def initAlgorithm(self, configuration=None):  # noqa: N802
        super().initAlgorithm(configuration)
        load = QgsProcessingParameterEnum(
            self.LOAD,
            "Load the classified scenes as",
            [_WMS, _GEOTIFF, _NOTHING],
            defaultValue=_WMS,
            usesStaticStrings=True,
        )
        load.setHelp(
            "WMS: layers that the server draws; GeoTIFF: files in the folder below, also for use in other"
            " algorithms. Rasters of this computer always give files."
        )
        self.addParameter(load)
        self.addParameter(
            QgsProcessingParameterFolderDestination(self.FOLDER, "Folder for GeoTIFFs", optional=True)
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(self.REPORT, "Report", "HTML files (*.html)", optional=True)
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.SIGNATURES_FILE, "Signatures", "JSON files (*.json)", optional=True, createByDefault=False
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.AREAS, "Areas of the classes", QgsProcessing.TypeVector, optional=True
            )
        )
        self.addOutput(QgsProcessingOutputMultipleLayers(self.CLASSIFIED, "Classified scenes"))
        self.addOutput(QgsProcessingOutputString(self.PUBLISHED, "Names of the published layers"))

    def prepareAlgorithm(self, parameters, context, feedback):  # noqa: N802
        # The layer tree may be looked at in the main thread only.
        prefix = self.parameterAsString(parameters, "PREFIX", context)
        self._group = free_group_name(context.project(), prefix or self.displayName())
        return True

    def compute_there(self, client, connection, layers, inputs, parameters, context, feedback):
        scenes = [("layers", Literal(layer)) for layer in layers]
        report = json.loads(
            client.execute(self.PROCESS, scenes + inputs, "report", "application/json", feedback)
        )
        series = SeriesLayers(report, self._group, self.keep)
        load = self.parameterAsEnumString(parameters, self.LOAD, context)
        loaded = {self.CLASSIFIED: []}
        if load == _WMS:
            loaded = {self.CLASSIFIED: series.from_wms(connection, context)}
        elif load == _GEOTIFF:
            folder = self._folder(parameters, context)
            paths = download_maps(Http(connection), report, folder, feedback)
            loaded = {self.CLASSIFIED: series.from_files(paths, context), self.FOLDER: folder}
        names = [layer["name"] for layer in report["published"]["layers"]]
        if "timeLayer" in report["published"]:
            names.append(report["published"]["timeLayer"]["name"])
        return {
            **loaded,
            self.PUBLISHED: ",".join(names),
            **self._documents(report, parameters, context),
        }

    def compute_here(self, command_line, files, inputs, parameters, context, feedback):
        folder = self._folder(parameters, context)
        command = "classify" if "signatures" in dict(inputs) else "cluster"
        command_line.run(command, files, inputs, folder, feedback)
        with open(os.path.join(folder, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
        paths = [os.path.join(folder, scene["map"]) for scene in report["scenes"]]
        load = self.parameterAsEnumString(parameters, self.LOAD, context)
        classified = paths if load == _NOTHING else SeriesLayers(report, self._group, self.keep).from_files(paths, context)
        return {
            self.CLASSIFIED: classified,
            self.FOLDER: folder,
            **self._documents(report, parameters, context),
        }

    def _folder(self, parameters, context):
        # Not every QGIS makes the folder that it chose itself.
        folder = self.parameterAsFileOutput(parameters, self.FOLDER, context)
        folder = folder or QgsProcessingUtils.generateTempFilename(self.name())
        os.makedirs(folder, exist_ok=True)
        return folder

    def _documents(self, report, parameters, context):
        written = {}
        path = self.parameterAsFileOutput(parameters, self.REPORT, context)
        if path:
            write_report(report, self._group, path)
            written[self.REPORT] = path
        path = self.parameterAsFileOutput(parameters, self.SIGNATURES_FILE, context)
        if path:
            with open(path, "w", encoding="utf-8") as file:
                json.dump(report["signatures"], file, indent=1)
            written[self.SIGNATURES_FILE] = path
        sink, areas = self.parameterAsSink(
            parameters, self.AREAS, context, area_fields(), QgsWkbTypes.NoGeometry, QgsCoordinateReferenceSystem()
        )
        if sink is not None:
            write_areas(report, sink)
            written[self.AREAS] = areas
        return written


def download_maps(http, report, folder, feedback):
    """The maps of a run as files of a folder, in the order of its scenes. Returns their paths."""
    layers = {layer.get("scene"): layer for layer in report["published"]["layers"]}
    paths = []
    for scene in report["scenes"]:
        feedback.pushInfo(f"Fetching the map of {scene['name']}")
        layer = layers[scene["name"]]
        content = http.get(_map_address(http, layer, scene), feedback=feedback)
        if content[:4] not in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
            raise ServerError(
                f"The server does not send the map of {scene['name']} as GeoTIFF; load it as WMS, or ask who runs"
                " the server whether its WCS is on."
            )
        # What a server calls its layers must not lead out of the folder.
        path = os.path.join(folder, re.sub(r"[^\w.-]", "_", layer["name"]) + ".tif")
        with open(path, "wb") as file:
            file.write(content)
        paths.append(path)
    return paths


def _map_address(http, layer, scene):
    if "wcs" in layer:
        return http.here(layer["wcs"])
    # An IIkMC server has no WCS; it has the files of a series in a folder called as the series.
    prefix = layer["name"].split(":", 1)[-1][: -len(scene["name"]) - 1]
    return f"{http.connection.address}/data/{prefix}/{scene['map']}"
