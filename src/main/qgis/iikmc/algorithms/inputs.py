# SPDX-License-Identifier: GPL-2.0-or-later
"""Inputs of a process as parameters of QGIS, and their values as the process takes them."""

import re

from qgis.core import (
    QgsGeometry,
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..client.errors import ServerError
from ..client.wps import Document, Literal

_INTEGERS = {"k", "maxIterations", "seed"}
_NUMBERS = {"changeThreshold", "shiftTolerance", "sample", "nodata"}
_JSON_FILES = {"signatures", "initSignatures"}
_BASIC = {"prefix", "k", "bands", "aoi"}
_REQUIRED = {"prefix"}

# What the algorithms give themselves: scenes by their own parameters, aoiCrs with the polygons.
_OTHERWISE = {"layers", "coverages", "layer", "coverage", "aoiCrs"}
_FLAG = ("true", "false")
_BANDS_WIDGET = "iikmc.gui.wrappers.BandsWidgetWrapper"


def parameter_name(input_id):
    """changeThreshold is CHANGE_THRESHOLD."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", input_id).upper()


def help_text(described):
    """Without the first sentence, which is the title."""
    return described.help.split(described.title + ". ", 1)[-1]


class ProcessInputs:
    """Inputs of one process.

    required: further ids that a user must give, beside those that always are
    """

    def __init__(self, process, required=()):
        self._described = [each for each in process.inputs.values() if each.id not in _OTHERWISE]
        self._required = _REQUIRED.union(required)

    def parameters(self):
        """Definitions for a dialog; all but a few are advanced."""
        return [self._parameter(each) for each in self._described]

    def _parameter(self, described):
        parameter = self._definition(described, parameter_name(described.id))
        parameter.setHelp(help_text(described))
        flags = parameter.flags()
        if described.id not in _BASIC and described.id not in self._required:
            flags |= QgsProcessingParameterDefinition.FlagAdvanced
        if described.id not in self._required:
            flags |= QgsProcessingParameterDefinition.FlagOptional
        parameter.setFlags(flags)
        return parameter

    @staticmethod
    def _definition(described, name):
        title = described.title
        if described.id == "aoi":
            return QgsProcessingParameterFeatureSource(name, title, [QgsProcessing.TypeVectorPolygon])
        if described.id in _JSON_FILES:
            return QgsProcessingParameterFile(name, title, extension="json")
        if described.id in _INTEGERS or described.id in _NUMBERS:
            return _number(described, name)
        if described.allowed == _FLAG:
            return QgsProcessingParameterBoolean(name, title, described.default == "true")
        if described.allowed:
            return QgsProcessingParameterEnum(
                name, title, list(described.allowed), defaultValue=described.default, usesStaticStrings=True
            )
        parameter = QgsProcessingParameterString(name, title, described.default)
        if described.id == "bands":
            parameter.setMetadata({"widget_wrapper": {"class": _BANDS_WIDGET}})
        return parameter

    def values(self, algorithm, parameters, context):
        """Pairs of an input's id and its value: what differs from the defaults of the process.

        Raises ServerError for a file that can't be read or an area without a reference system.
        """
        values = []
        for described in self._described:
            if described.id == "aoi":
                values += _area(algorithm, parameters, parameter_name("aoi"), context)
            elif described.id in _JSON_FILES:
                path = algorithm.parameterAsFile(parameters, parameter_name(described.id), context)
                if path:
                    values.append((described.id, Document(_read(path), "application/json")))
            else:
                text = _text(described, algorithm, parameters, context)
                if text and not _same(text, described.default):
                    values.append((described.id, Literal(text)))
        return values


def _number(described, name):
    kind = QgsProcessingParameterNumber.Double
    if described.id in _INTEGERS:
        kind = QgsProcessingParameterNumber.Integer
    parameter = QgsProcessingParameterNumber(name, described.title, kind)
    if described.least is not None:
        parameter.setMinimum(float(described.least))
    if described.most is not None:
        parameter.setMaximum(float(described.most))
    if described.default is not None:
        convert = int if described.id in _INTEGERS else float
        parameter.setDefaultValue(convert(described.default))
    if described.id in _NUMBERS:
        parameter.setMetadata({"widget_wrapper": {"decimals": 6}})
    return parameter


def _text(described, algorithm, parameters, context):
    name = parameter_name(described.id)
    if described.id in _INTEGERS or described.id in _NUMBERS:
        given = parameters.get(name)
        if given is None or given == "":
            return described.default
        if described.id in _INTEGERS:
            return str(algorithm.parameterAsInt(parameters, name, context))
        return repr(algorithm.parameterAsDouble(parameters, name, context))
    if described.allowed == _FLAG:
        return "true" if algorithm.parameterAsBool(parameters, name, context) else "false"
    if described.allowed:
        return algorithm.parameterAsEnumString(parameters, name, context)
    return algorithm.parameterAsString(parameters, name, context).strip()


def _same(text, default):
    try:
        return default is not None and float(text) == float(default)
    except ValueError:
        return text == default


def _read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"The signatures can't be read from {path} ({error}); give a signatures.json.") from None


def _area(algorithm, parameters, name, context):
    source = algorithm.parameterAsSource(parameters, name, context)
    if source is None:
        return []
    polygons = [feature.geometry() for feature in source.getFeatures() if feature.hasGeometry()]
    if not polygons:
        raise ServerError(f"The area of interest, {source.sourceName()}, has no polygon; draw one or choose another.")
    crs = source.sourceCrs().authid()
    if not crs:
        raise ServerError(
            f"The reference system of {source.sourceName()} has no code such as EPSG:4326; reproject the layer."
        )
    area = QgsGeometry.unaryUnion(polygons)
    # Curves are not part of the WKT that servers read.
    area.convertToStraightSegment()
    return [("aoi", Document(area.asWkt(17), "application/wkt")), ("aoiCrs", Literal(crs))]
