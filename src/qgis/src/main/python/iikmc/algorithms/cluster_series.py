# SPDX-License-Identifier: GPL-2.0-or-later
"""Cluster series jointly."""

import json
import os

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

from ..client.http import Http
from ..client.wps import Literal, parse_json
from ..descriptions import CLUSTER_SERIES
from ..results.areas import area_fields, write_areas
from ..results.loading import SeriesLayers
from ..results.maps import download_maps, series_folder
from ..results.report import write_report
from ..results.staging import check_own
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
        folder = QgsProcessingParameterFolderDestination(self.FOLDER, "Folder for GeoTIFFs", optional=True)
        folder.setHelp("They go into a folder within it that is called as the prefix says.")
        self.addParameter(folder)
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
                self.AREAS, "Areas of the classes", QgsProcessing.SourceType.TypeVector, optional=True
            )
        )
        self.addOutput(QgsProcessingOutputMultipleLayers(self.CLASSIFIED, "Classified scenes"))
        self.addOutput(QgsProcessingOutputString(self.PUBLISHED, "Names of the published layers"))

    def compute_there(self, client, connection, layers, inputs, parameters, context, feedback):
        load = self.parameterAsEnumString(parameters, self.LOAD, context)
        # Before the run, which would be for nothing.
        folder = self._folder(inputs, parameters, context) if load == _GEOTIFF else None
        if folder:
            check_own(folder)
        scenes = [("layers", Literal(layer)) for layer in layers]
        report = parse_json(
            client.execute(self.PROCESS, scenes + inputs, "report", "application/json", feedback)
        )
        documents = self._documents(report, parameters, context)
        series = SeriesLayers(report, self._prefix(parameters, context), self.keep)
        loaded = {self.CLASSIFIED: []}
        if load == _WMS:
            loaded = {self.CLASSIFIED: series.from_wms(connection, context)}
        elif load == _GEOTIFF:
            paths, confidence = download_maps(Http(connection, feedback), report, folder, feedback)
            loaded = {self.CLASSIFIED: series.from_files(paths, context, confidence), self.FOLDER: folder}
        published = report["published"]
        names = [layer["name"] for layer in (*published["layers"], *published.get("confidenceLayers", ()))]
        if "timeLayer" in report["published"]:
            names.append(report["published"]["timeLayer"]["name"])
        return {**documents, **loaded, self.PUBLISHED: ",".join(names)}

    def compute_here(self, command_line, files, inputs, parameters, context, feedback):
        folder = self._folder(inputs, parameters, context)
        command = "classify" if "signatures" in dict(inputs) else "cluster"
        command_line.run(command, files, inputs, folder, feedback)
        with open(os.path.join(folder, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
        documents = self._documents(report, parameters, context)
        classified = [os.path.join(folder, scene["map"]) for scene in report["scenes"]]
        if self.parameterAsEnumString(parameters, self.LOAD, context) != _NOTHING:
            series = SeriesLayers(report, self._prefix(parameters, context), self.keep)
            confidence = {
                scene["name"]: os.path.join(folder, scene["confidence"])
                for scene in report["scenes"]
                if "confidence" in scene
            }
            classified = series.from_files(classified, context, confidence)
        return {**documents, self.CLASSIFIED: classified, self.FOLDER: folder}

    def _prefix(self, parameters, context):
        return self.parameterAsString(parameters, "PREFIX", context).strip() or self.displayName()

    def _folder(self, inputs, parameters, context):
        folder = self.parameterAsFileOutput(parameters, self.FOLDER, context)
        folder = folder or QgsProcessingUtils.generateTempFilename(self.name())
        return series_folder(folder, self._prefix(parameters, context), ("overwrite", Literal("true")) in inputs)

    def _documents(self, report, parameters, context):
        written = {}
        path = self.parameterAsFileOutput(parameters, self.REPORT, context)
        if path:
            write_report(report, self._prefix(parameters, context), path)
            written[self.REPORT] = path
        path = self.parameterAsFileOutput(parameters, self.SIGNATURES_FILE, context)
        if path:
            with open(path, "w", encoding="utf-8") as file:
                json.dump(report["signatures"], file, indent=1)
            written[self.SIGNATURES_FILE] = path
        sink, areas = self.parameterAsSink(
            parameters, self.AREAS, context, area_fields(), QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        )
        if sink is not None:
            write_areas(report, sink)
            written[self.AREAS] = areas
        return written
