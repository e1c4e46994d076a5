# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms have in common: a server, scenes on it or on this computer, readable errors."""

import os

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProviderRegistry,
)

from .. import descriptions
from ..client.connection import Connections
from ..client.errors import Canceled, ServerError
from ..client.http import Http
from ..client.wps import WpsClient
from ..local import CommandLine
from .inputs import ProcessInputs, help_text

_WRAPPERS = "iikmc.gui.wrappers."


class IikmcAlgorithm(QgsProcessingAlgorithm):
    """One process of a server, with native parameters. Runs in a background task of QGIS."""

    PROCESS = None
    ONE_SCENE = False
    REQUIRED = ()

    SERVER = "SERVER"
    AUTH = "AUTH"

    def __init__(self):
        super().__init__()
        self._described = descriptions.described(self.PROCESS)
        self._inputs = ProcessInputs(self._described, self.REQUIRED)

    def createInstance(self):  # noqa: N802
        return type(self)()

    def displayName(self):  # noqa: N802
        return self._described.title

    def icon(self):
        return self.provider().icon() if self.provider() else super().icon()

    def tags(self):
        return ["iikmc", "k-means", "unsupervised", "classification", "time series", "WPS", "GeoServer", "Landsat"]

    def shortDescription(self):  # noqa: N802
        return self._described.abstract.split(". ")[0]

    def shortHelpString(self):  # noqa: N802
        lines = [f"<p>{self._described.abstract}</p>"]
        for definition in self.parameterDefinitions():
            if definition.help():
                lines.append(f"<p><b>{definition.description()}</b>: {definition.help()}</p>")
        return "".join(lines)

    def initAlgorithm(self, configuration=None):  # noqa: N802
        server = QgsProcessingParameterString(self.SERVER, "Server", Connections().chosen(), optional=True)
        server.setHelp("Name of a connection (Web ‣ IIkMC ‣ Connections…), or an address.")
        server.setMetadata({"widget_wrapper": {"class": _WRAPPERS + "ServerWidgetWrapper"}})
        self.addParameter(server)
        for parameter in self._scene_parameters():
            self.addParameter(parameter)
        for parameter in self._inputs.parameters():
            self.addParameter(parameter)
        auth = QgsProcessingParameterAuthConfig(self.AUTH, "Authentication", optional=True)
        auth.setHelp("In place of that of the connection; for a server that is given by its address.")
        auth.setFlags(auth.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(auth)

    @property
    def _remote(self):
        return "LAYER" if self.ONE_SCENE else "LAYERS"

    @property
    def _local(self):
        return "RASTER" if self.ONE_SCENE else "RASTERS"

    def _scene_parameters(self):
        title = "Scene on the server" if self.ONE_SCENE else "Scenes on the server"
        remote = QgsProcessingParameterString(self._remote, title, optional=True)
        described = self._described.inputs.get(self._remote.lower())
        if described:
            remote.setHelp(help_text(described))
        wrapper = "LayerWidgetWrapper" if self.ONE_SCENE else "LayersWidgetWrapper"
        remote.setMetadata({"widget_wrapper": {"class": _WRAPPERS + wrapper}})
        title = "Or a raster of this computer" if self.ONE_SCENE else "Or rasters of this computer"
        if self.ONE_SCENE:
            local = QgsProcessingParameterRasterLayer(self._local, title, optional=True)
        else:
            local = QgsProcessingParameterMultipleLayers(self._local, title, QgsProcessing.SourceType.TypeRaster, optional=True)
        local.setHelp(
            "Computed here by the command line, without a server; Settings ‣ Options ‣ Processing ‣ Providers ‣"
            " IIkMC says where iikmc.jar is."
        )
        return [remote, local]

    def checkParameterValues(self, parameters, context):  # noqa: N802
        remote, local = self._layers(parameters, context), self._rasters(parameters, context)
        if bool(remote) == bool(local):
            many = "" if self.ONE_SCENE else "s"
            return False, f"Give either scene{many} on the server or raster{many} of this computer."
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        try:
            rasters = self._rasters(parameters, context)
            if rasters:
                files = [file_of(layer) for layer in rasters]
                defaults = descriptions.bundled_defaults(self.PROCESS)
                inputs = self._inputs.values(self, parameters, context, defaults)
                return self.compute_here(CommandLine.of_options(), files, inputs, parameters, context, feedback)
            connection = Connections().resolve(
                self.parameterAsString(parameters, self.SERVER, context),
                self.parameterAsString(parameters, self.AUTH, context),
            )
            client = WpsClient(Http(connection, feedback))
            defaults = descriptions.defaults_of(client, self.PROCESS)
            inputs = self._inputs.values(self, parameters, context, defaults)
            layers = self._layers(parameters, context)
            result = self.compute_there(client, connection, layers, inputs, parameters, context, feedback)
            Connections().choose(connection.name)
            return result
        except ServerError as error:
            raise QgsProcessingException(str(error)) from None
        except OSError as error:
            where = f" {error.filename}" if error.filename else ""
            raise QgsProcessingException(f"A file can't be read or written{where}: {error.strerror}.") from None
        except Canceled as canceled:
            feedback.pushInfo(str(canceled))
            return {}

    def compute_there(self, client, connection, layers, inputs, parameters, context, feedback):
        """Runs on a server, and returns the outputs. layers: names of coverages."""
        raise NotImplementedError

    def compute_here(self, command_line, files, inputs, parameters, context, feedback):
        """Runs on this computer, and returns the outputs. files: paths of rasters."""
        raise NotImplementedError

    def keep(self, processor):
        """Of results, until they are in the project, which is after the end of this algorithm."""
        if self.provider():
            self.provider().keep(processor)

    def _layers(self, parameters, context):
        given = parameters.get(self._remote)
        if not isinstance(given, (list, tuple)):
            given = self.parameterAsString(parameters, self._remote, context).split(",")
        return [str(name).strip() for name in given if str(name).strip()]

    def _rasters(self, parameters, context):
        if not self.ONE_SCENE:
            return self.parameterAsLayerList(parameters, self._local, context) or []
        layer = self.parameterAsRasterLayer(parameters, self._local, context)
        return [layer] if layer else []


def file_of(layer):
    """The path of a layer's raster; ServerError if that is no file of its own."""
    parts = {}
    if layer.providerType() == "gdal":
        parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    path = parts.get("path") or layer.source()
    # A part of a container would become the container.
    if parts.get("vsiPrefix") or parts.get("layerName") or not os.path.isfile(path):
        raise ServerError(
            f"“{layer.name()}” is no file of its own on this computer; save it as GeoTIFF first, or choose it among"
            " the scenes on the server."
        )
    return path
