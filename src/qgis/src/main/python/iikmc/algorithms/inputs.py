# SPDX-License-Identifier: GPL-2.0-or-later
"""Inputs of a process as parameters of QGIS, and their values as the process takes them."""

import math
import re

from qgis.core import (
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingFeatureSource,
    QgsProperty,
)

from qgis.PyQt.QtCore import QVariant

from ..client.errors import ServerError
from ..client.wps import Document, Literal
from ..descriptions import Option, options

# What the algorithms give themselves: scenes by their own parameters, aoiCrs with the polygons.
_SCENES = {"scenes", "scene", "coverages", "coverage"}
_OF_AREA = "aoiCrs"

_BASIC = {"prefix", "k", "bands", "aoi"}
_FLAG = ("true", "false")
_YES = ("true", "yes", "on", "1")
_NO = ("false", "no", "off", "0")
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
        self._options = options()
        self._described = [
            each for each in process.inputs.values() if self._form(each) not in _SCENES and each.id != _OF_AREA
        ]
        self._required = {each.id for each in self._described if self._option(each).required}.union(required)

    def _option(self, described):
        return self._options.get(described.id, Option())

    def _form(self, described):
        return self._option(described).form

    def parameters(self):
        """Definitions for a dialog; all but a few are advanced."""
        return [self._parameter(each) for each in self._described]

    def _parameter(self, described):
        parameter = self._definition(described, parameter_name(described.id))
        parameter.setHelp(help_text(described))
        flags = parameter.flags()
        if described.id not in _BASIC and described.id not in self._required:
            flags |= QgsProcessingParameterDefinition.Flag.FlagAdvanced
        if described.id not in self._required:
            flags |= QgsProcessingParameterDefinition.Flag.FlagOptional
        parameter.setFlags(flags)
        return parameter

    def _definition(self, described, name):
        title = described.title
        form = self._form(described)
        if form == "area":
            return QgsProcessingParameterFeatureSource(name, title, [QgsProcessing.SourceType.TypeVectorPolygon])
        if form == "signatures":
            return QgsProcessingParameterFile(name, title, extension="json")
        if form == "legend":
            return QgsProcessingParameterFile(name, title, fileFilter="Legends (*.json *.csv)")
        if form in ("whole", "number"):
            return _number(described, name, form)
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

    def values(self, algorithm, parameters, context, defaults):
        """Pairs of an input's id and its value: what differs from the defaults of the process.

        A dialog gives all parameters, also those that its user left alone, of which some would contradict
        others: k does signatures that bring their own.

        defaults: by id, of the server or program that is to run the process, which need not be those of
            the dialog
        Raises ServerError for a value that can't be read, a file that can't be, or an area without a
        reference system.
        """
        values = []
        for described in self._described:
            name = parameter_name(described.id)
            given = parameters.get(name)
            if _is_absent(given):
                continue
            form = self._form(described)
            if form == "area":
                values += _area(algorithm, parameters, name, context)
            elif form == "signatures":
                path = algorithm.parameterAsFile(parameters, name, context)
                if path:
                    text = _read(path, "signatures", "a signatures.json")
                    values.append((described.id, Document(text, "application/json")))
            elif form == "legend":
                path = algorithm.parameterAsFile(parameters, name, context)
                if path:
                    text = _read(path, "legend", "a legend.json, or a legend.csv in UTF-8")
                    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
                    values.append((described.id, Document(text, "application/json" if is_json else "text/csv")))
            else:
                text = _text(described, form, algorithm, parameters, context)
                if text and not _same(text, defaults.get(described.id)):
                    values.append((described.id, Literal(text)))
        return values


def _number(described, name, form):
    kind = QgsProcessingParameterNumber.Type.Double
    if form == "whole":
        kind = QgsProcessingParameterNumber.Type.Integer
    parameter = QgsProcessingParameterNumber(name, described.title, kind)
    if described.least is not None:
        parameter.setMinimum(float(described.least))
    if described.most is not None:
        parameter.setMaximum(float(described.most))
    if described.default is not None:
        convert = int if form == "whole" else float
        parameter.setDefaultValue(convert(described.default))
    if form == "number":
        parameter.setMetadata({"widget_wrapper": {"decimals": 6}})
    return parameter


def _is_absent(given):
    return given is None or given == "" or given == [] or isinstance(given, QVariant) and given.isNull()


def _text(described, form, algorithm, parameters, context):
    """A literal as the process reads it. QGIS would make 0, or a default, of what it can't read."""
    name = parameter_name(described.id)
    given = parameters[name]
    if form == "whole":
        return _integer(name, _evaluated(name, given, context))
    if form == "counts":
        return _counts(name, _evaluated(name, given, context))
    if form == "number":
        return _decimal(name, _evaluated(name, given, context))
    if described.allowed == _FLAG:
        return _flag(name, _evaluated(name, given, context))
    if described.allowed:
        return algorithm.parameterAsEnumString(parameters, name, context)
    if isinstance(given, (list, tuple)):
        if described.id != "bands":
            raise ServerError(f"{name} is a list, but has to be one text.")
        return ",".join(str(each).strip() for each in given)
    return algorithm.parameterAsString(parameters, name, context).strip()


def _evaluated(name, given, context):
    if not isinstance(given, QgsProperty):
        return given
    value, succeeded = given.value(context.expressionContext())
    if not succeeded:
        raise ServerError(f"{name} is “{given.asExpression()}”, which can't be evaluated; give a value.")
    return value


def _integer(name, given):
    try:
        if isinstance(given, float):
            if given.is_integer():
                return str(int(given))
        elif not isinstance(given, bool):
            return str(int(str(given)))
    except ValueError:
        pass
    raise ServerError(f"{name} is “{given}”, but has to be a whole number.")


def _counts(name, given):
    """A whole number, or a range of them."""
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    text = re.sub(r"\s", "", str(given))
    if not re.fullmatch(r"\d+(\.\.\d+(:\d+)?)?", text):
        raise ServerError(f"{name} is “{given}”, but has to be a whole number, or a range such as 4..16.")
    return text


def _decimal(name, given):
    try:
        number = float(str(given))
    except ValueError:
        number = math.inf
    if math.isinf(number):
        raise ServerError(f"{name} is “{given}”, but has to be a number; its decimals follow a point.")
    return "NaN" if math.isnan(number) else repr(number)


def _flag(name, given):
    text = str(given).strip().lower()
    if text not in _YES + _NO:
        raise ServerError(f"{name} is “{given}”, but has to be true or false.")
    return "true" if text in _YES else "false"


def _same(text, default):
    try:
        return default is not None and float(text) == float(default)
    except ValueError:
        return text == default


def _read(path, what, instead):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"The {what} can't be read from {path} ({error}); give {instead}.") from None


def _area(algorithm, parameters, name, context):
    source = algorithm.parameterAsSource(parameters, name, context)
    if source is None:
        return []
    named = f"The area of interest, {source.sourceName()},"
    # QGIS's own check would raise an error where no Python can catch it.
    features = source.getFeatures(QgsFeatureRequest(), QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks)
    polygons = []
    for feature in features:
        if feature.hasGeometry():
            if not feature.geometry().isGeosValid():
                raise ServerError(
                    f"{named} has an invalid polygon (feature {feature.id()}); mend it with “Fix geometries” first."
                )
            polygons.append(feature.geometry())
    if not polygons:
        raise ServerError(f"{named} has no polygon; draw one or choose another.")
    crs = source.sourceCrs().authid()
    if not crs:
        raise ServerError(
            f"The reference system of {source.sourceName()} has no code such as EPSG:4326; reproject the layer."
        )
    area = QgsGeometry.unaryUnion(polygons)
    if area.isNull() or area.isEmpty():
        raise ServerError(f"{named} can't be made one area; mend it with “Fix geometries”, or dissolve it, first.")
    # Curves are not part of the WKT that servers read.
    area.convertToStraightSegment()
    return [("aoi", Document(area.asWkt(17), "application/wkt")), ("aoiCrs", Literal(crs))]
