# SPDX-License-Identifier: GPL-2.0-or-later
"""Change."""

import os

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ..client.errors import Canceled, ServerError
from ..client.wps import Literal
from ..local import CommandLine
from ..results.changes import load_changes
from .base import file_of


class ChangeAlgorithm(QgsProcessingAlgorithm):
    """What became of classes between dates, by the command line. Needs no server."""

    MAPS = "MAPS"
    RUN = "RUN"
    FROM = "FROM"
    TO = "TO"
    FOLDER = "FOLDER"
    CHANGES = "CHANGES"
    TABLE = "TABLE"

    def createInstance(self):  # noqa: N802
        return type(self)()

    def name(self):
        return "change"

    def displayName(self):  # noqa: N802
        return "What became of classes between dates"

    def icon(self):
        return self.provider().icon() if self.provider() else super().icon()

    def tags(self):
        return ["iikmc", "change detection", "classes", "transition", "matrix", "time series", "land cover"]

    def shortDescription(self):  # noqa: N802
        return "Areas from class to class, and a raster of the changes, of each date and the next"

    def shortHelpString(self):  # noqa: N802
        lines = [
            "<p>Compares classified maps of one series on this computer: each date with the next one, or two dates"
            " alone. Loads a raster of changes for each pair of dates, in which 0 is no data, 1 no change, and each"
            " higher value one change, and a table of the areas from class to class.</p>"
        ]
        for definition in self.parameterDefinitions():
            if definition.help():
                lines.append(f"<p><b>{definition.description()}</b>: {definition.help()}</p>")
        return "".join(lines)

    def initAlgorithm(self, configuration=None):  # noqa: N802
        run = QgsProcessingParameterFile(
            self.RUN, "Folder of a run", QgsProcessingParameterFile.Behavior.Folder, optional=True
        )
        run.setHelp("All its maps (…_classes.tif), with the names of classes that it has.")
        self.addParameter(run)
        maps = QgsProcessingParameterMultipleLayers(
            self.MAPS, "Or classified maps", QgsProcessing.SourceType.TypeRaster, optional=True
        )
        maps.setHelp("At least two GeoTIFFs of the same classes. The dates in their names order them.")
        self.addParameter(maps)
        for name, title, lacking in ((self.FROM, "From", "the first, if To"), (self.TO, "To", "the last, if From")):
            day = QgsProcessingParameterString(name, title, optional=True)
            day.setHelp(
                "Date of a map, such as 2024-05-15. With it two maps alone are compared, and not each with the next."
                f" Default: {lacking} is given."
            )
            self.addParameter(day)
        folder = QgsProcessingParameterFolderDestination(self.FOLDER, "Folder for the changes")
        folder.setHelp("Takes the place of what an earlier comparison wrote there, and of nothing else.")
        self.addParameter(folder)
        self.addOutput(QgsProcessingOutputMultipleLayers(self.CHANGES, "Changes"))
        self.addOutput(QgsProcessingOutputVectorLayer(self.TABLE, "Table of the changes"))

    def checkParameterValues(self, parameters, context):  # noqa: N802
        run = self.parameterAsFile(parameters, self.RUN, context)
        if bool(run) == bool(self.parameterAsLayerList(parameters, self.MAPS, context)):
            return False, "Give either the folder of a run or classified maps."
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        folder = self.parameterAsFileOutput(parameters, self.FOLDER, context)
        try:
            CommandLine.of_options().run(
                "change", self._maps(parameters, context), list(self._dates(parameters, context)), folder, feedback
            )
            rasters, table = load_changes(folder, context)
        except ServerError as error:
            raise QgsProcessingException(str(error)) from None
        except OSError as error:
            where = f" {error.filename}" if error.filename else ""
            raise QgsProcessingException(f"A file can't be read or written{where}: {error.strerror}.") from None
        except Canceled as canceled:
            feedback.pushInfo(str(canceled))
            return {}
        return {self.FOLDER: folder, self.CHANGES: rasters, self.TABLE: table}

    def _maps(self, parameters, context):
        run = self.parameterAsFile(parameters, self.RUN, context)
        if run:
            # The command line takes a path that begins with a dash for an option.
            return [os.path.abspath(run)]
        return [file_of(layer) for layer in self.parameterAsLayerList(parameters, self.MAPS, context)]

    def _dates(self, parameters, context):
        for name in (self.FROM, self.TO):
            day = self.parameterAsString(parameters, name, context).strip()
            if day:
                yield name.lower(), Literal(day)
