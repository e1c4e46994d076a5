# SPDX-License-Identifier: GPL-2.0-or-later
"""Apply legend."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
)

from ..client.errors import ServerError
from ..results.legend import read_legend
from ..results.style import apply_legend


class ApplyLegendAlgorithm(QgsProcessingAlgorithm):
    """Gives the classes of layers that are loaded the names and colours of a legend. Needs no server."""

    LAYERS = "LAYERS"
    LEGEND = "LEGEND"
    SAVE = "SAVE"
    STYLED = "STYLED"

    def createInstance(self):  # noqa: N802
        return type(self)()

    def name(self):
        return "applylegend"

    def displayName(self):  # noqa: N802
        return "Apply legend"

    def icon(self):
        return self.provider().icon() if self.provider() else super().icon()

    def tags(self):
        return ["iikmc", "legend", "classes", "names", "colors", "merge", "style"]

    def shortDescription(self):  # noqa: N802
        return "Gives the classes of layers the names and colours of a legend"

    def shortHelpString(self):  # noqa: N802
        lines = [
            "<p>Gives the classes of maps that are loaded the names and colours of a legend: a file as the page of an"
            " IIkMC server gives it, or a run writes it beside its maps. Classes of a group are shown under its name,"
            " in one colour. No pixel is changed; of classes that the legend does not speak of nothing changes.</p>"
        ]
        for definition in self.parameterDefinitions():
            if definition.help():
                lines.append(f"<p><b>{definition.description()}</b>: {definition.help()}</p>")
        return "".join(lines)

    def flags(self):
        # Layers of the project belong to the main thread.
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, configuration=None):  # noqa: N802
        layers = QgsProcessingParameterMultipleLayers(self.LAYERS, "Classified maps", QgsProcessing.SourceType.TypeRaster)
        layers.setHelp("Rasters of classes, with class 1 as value 1. Layers that a server draws have its styles; save the legend there.")
        self.addParameter(layers)
        legend = QgsProcessingParameterFile(
            self.LEGEND, "Legend", fileFilter="Legends (*.json *.csv);;All files (*.*)"
        )
        legend.setHelp("JSON, or CSV with the columns class, name, color and group, of which the last two may be missing.")
        self.addParameter(legend)
        save = QgsProcessingParameterBoolean(self.SAVE, "Keep it with the files", False)
        save.setHelp("Writes the style beside each map (.qml), so that QGIS opens it with these names from now on.")
        self.addParameter(save)
        self.addOutput(QgsProcessingOutputNumber(self.STYLED, "Layers that have the legend"))

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        path = self.parameterAsFile(parameters, self.LEGEND, context)
        try:
            legend = read_legend(path)
            layers = self.parameterAsLayerList(parameters, self.LAYERS, context) or []
            # All or none: what is wrong with a layer is found before the first is changed.
            styled = [(layer, apply_legend(layer, legend)) for layer in layers]
        except ServerError as error:
            raise QgsProcessingException(str(error)) from None
        except OSError as error:
            raise QgsProcessingException(f"The legend {path} can't be read: {error.strerror}.") from None
        for layer, renderer in styled:
            layer.setRenderer(renderer)
            layer.emitStyleChanged()
            layer.triggerRepaint()
        if self.parameterAsBool(parameters, self.SAVE, context):
            for layer, _ in styled:
                path = layer.styleURI()
                message, saved = layer.saveNamedStyle(path)
                if not saved:
                    raise QgsProcessingException(f"The style of “{layer.name()}” can't be written to {path}: {message}")
                feedback.pushInfo(f"The style of “{layer.name()}” is in {path}")
        return {self.STYLED: len(styled)}
