# SPDX-License-Identifier: GPL-2.0-or-later
"""How results come into the project: styled, in a group of their run, each at its date."""

from datetime import date, timedelta

from qgis.core import (
    Qgis,
    QgsDataSourceUri,
    QgsDateTimeRange,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QDateTime, Qt

from ..client.errors import ServerError
from ..client.http import Http
from .style import set_classes, set_confidence

_ISO = Qt.DateFormat.ISODate


class SeriesLayers:
    """Layers of one run, oldest scene first, on their way into the project.

    report: of the run
    wished: name of the group for them; a number is added if the project has one of it
    keep: called with an object that has to live until the layers are in the project
    """

    def __init__(self, report, wished, keep):
        self._report = report
        self._group = _RunGroup(wished)
        self._keep = keep
        self._until = _ends(scene.get("date") for scene in report["scenes"])

    def from_wms(self, connection, context):
        """Layers that the server draws; their legend is the server's. Returns the ids of the layers."""
        _renew_capabilities(connection)
        published = {layer.get("scene"): layer["name"] for layer in self._report["published"]["layers"]}
        ids = self._load(
            lambda scene: _wms_layer(connection, published[scene["name"]], _title(scene), scene["crs"]), context
        )
        sure = {layer["scene"]: layer["name"] for layer in self._report["published"].get("confidenceLayers", ())}
        self._load(
            lambda scene: _wms_layer(connection, sure[scene["name"]], _confidence_title(scene), scene["crs"]),
            context,
            sure,
        )
        return ids

    def from_files(self, paths, context, confidence=()):
        """Layers of GeoTIFFs, one for each scene of the report. Returns the ids of the layers.

        confidence: paths of how sure their labels are, by the names of scenes; they come below the others
        """
        by_scene = dict(zip((scene["name"] for scene in self._report["scenes"]), paths))

        def open_map(scene):
            layer = QgsRasterLayer(by_scene[scene["name"]], _title(scene))
            if layer.isValid():
                set_classes(layer, self._report["signatures"])
            return layer

        def open_confidence(scene):
            layer = QgsRasterLayer(confidence[scene["name"]], _confidence_title(scene))
            if layer.isValid():
                set_confidence(layer)
            return layer

        ids = self._load(open_map, context)
        self._load(open_confidence, context, confidence)
        return ids

    def _load(self, make, context, names=None):
        """names: of the scenes that have a layer; all if left out."""
        ids = []
        for scene in sorted(self._report["scenes"], key=lambda each: each.get("date") or ""):
            if names is not None and scene["name"] not in names:
                continue
            layer = make(scene)
            if not layer.isValid():
                # The summary of no error crashes some versions.
                detail = "" if layer.error().isEmpty() else f" ({layer.error().summary()})"
                raise ServerError(f"The run succeeded, but QGIS can't open the map of {scene['name']}{detail}.")
            if scene.get("date"):
                _show_during(layer, scene["date"], self._until[scene["date"]])
            context.temporaryLayerStore().addMapLayer(layer)
            details = QgsProcessingContext.LayerDetails(layer.name(), context.project())
            details.forceName = True
            into_group = _IntoGroup(self._group)
            self._keep(into_group)
            # One for each layer: the context deletes them all in the end.
            details.setPostProcessor(into_group)
            context.addLayerToLoadOnCompletion(layer.id(), details)
            ids.append(layer.id())
        return ids


class ClassStyle(QgsProcessingLayerPostProcessorInterface):
    """Styles one raster of labels once it is in the project."""

    def __init__(self, signatures):
        super().__init__()
        self._signatures = signatures

    def postProcessLayer(self, layer, context, feedback):  # noqa: N802
        set_classes(layer, self._signatures)
        layer.triggerRepaint()

    def attach(self, path, context):
        """To the layer of a file, if it is to be loaded."""
        if context.willLoadLayerOnCompletion(path):
            context.layerToLoadOnCompletionDetails(path).setPostProcessor(self)


class _RunGroup:
    """The group of one run; made when the first layer comes, as another run may take the name until then."""

    def __init__(self, wished):
        self._wished = wished
        self._name = None

    def take(self, project, layer):
        """Puts a layer of the project below those that are in the group. To be called in the main thread."""
        root = project.layerTreeRoot()
        group = root.findGroup(self._name) if self._name else None
        if group is None:
            self._name = _free_group_name(root, self._wished)
            group = root.insertGroup(0, self._name)
        loaded = root.findLayer(layer.id())
        group.addChildNode(loaded.clone())
        loaded.parent().removeChildNode(loaded)


class _IntoGroup(QgsProcessingLayerPostProcessorInterface):
    """Puts a layer into the group of its run."""

    def __init__(self, group):
        super().__init__()
        self._group = group

    def postProcessLayer(self, layer, context, feedback):  # noqa: N802
        self._group.take(context.project(), layer)


def _free_group_name(root, wished):
    name, number = wished, 1
    while root.findGroup(name):
        number += 1
        name = f"{wished} ({number})"
    return name


def _title(scene):
    day = scene.get("date")
    return scene["name"] if not day or day.replace("-", "") in scene["name"] else f"{scene['name']}, {day}"


def _confidence_title(scene):
    return f"{_title(scene)}: confidence"


def _wms_layer(connection, name, title, crs):
    uri = QgsDataSourceUri()
    for key, value in (
        ("url", connection.ows),
        ("layers", name),
        ("styles", ""),
        ("format", "image/png"),
        ("crs", crs),
        # A server behind a proxy may not know its own address.
        ("IgnoreGetMapUrl", "1"),
        ("IgnoreGetFeatureInfoUrl", "1"),
    ):
        uri.setParam(key, value)
    if connection.authcfg:
        uri.setAuthConfigId(connection.authcfg)
        uri.setParam("authcfg", connection.authcfg)
    return QgsRasterLayer(bytes(uri.encodedUri()).decode(), title, "wms")


def _renew_capabilities(connection):
    # QGIS takes capabilities from its cache, where those of before the run may be: this request, which is
    # to the letter that of its WMS provider, replaces them.
    Http(connection).get(connection.ows, {"SERVICE": "WMS", "REQUEST": "GetCapabilities"})


def _ends(days):
    """When each date gives way to the next one; the last stays as long as the one before it."""
    known = sorted({date.fromisoformat(day) for day in days if day})
    ends = {day: following for day, following in zip(known, known[1:])}
    if known:
        length = known[-1] - known[-2] if len(known) > 1 else timedelta(days=1)
        ends[known[-1]] = known[-1] + length
    return {day.isoformat(): end.isoformat() for day, end in ends.items()}


def _show_during(layer, begin, end):
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(
        QgsDateTimeRange(
            QDateTime.fromString(begin + "T00:00:00Z", _ISO), QDateTime.fromString(end + "T00:00:00Z", _ISO), True, False
        )
    )
    properties.setIsActive(True)
