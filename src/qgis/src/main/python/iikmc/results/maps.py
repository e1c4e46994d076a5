# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps of a run as files."""

import os
import re

from ..client.errors import Canceled, ServerError
from .staging import NewFolder

_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def check_tiff(content, scene, remedy):
    """ServerError with the remedy if the map of a scene is something else than a GeoTIFF."""
    if content[:4] not in _TIFF:
        raise ServerError(f"The server does not send the map of {scene} as GeoTIFF; {remedy}.")


def series_folder(folder, prefix, overwrite):
    """The path of the folder of a series, within one that may have several.

    Raises ServerError if it has files already: layers of an earlier run would show the labels of this one.
    """
    # What a series is called must not lead out of the folder.
    path = os.path.join(folder, _file_name(prefix).lstrip(".") or "series")
    if os.path.isdir(path) and os.listdir(path) and not overwrite:
        raise ServerError(f"There are files of an earlier run in {path}; choose another prefix or folder, or overwrite.")
    return path


def download_maps(http, report, folder, feedback):
    """The maps of a run as files of a folder, and how sure their labels are.

    Returns the paths of the maps in the order of its scenes, and those of confidence by the names of scenes. The folder appears, or is replaced, when all of them are there; ServerError if it has what no run wrote.
    """
    layers = {layer.get("scene"): layer for layer in report["published"]["layers"]}
    confidence = {layer["scene"]: layer for layer in report["published"].get("confidenceLayers", ())}
    with NewFolder(folder) as new:
        maps, sure = [], {}
        for scene in report["scenes"]:
            name = scene["name"]
            feedback.pushInfo(f"Fetching the map of {name}")
            maps.append(_download(http, layers[name], _prefix(layers[name], scene), scene, "map", new.path))
            if name in confidence:
                prefix = _prefix(layers[name], scene)
                sure[name] = _download(http, confidence[name], prefix, scene, "confidence", new.path)
        path = new.commit()
    return (
        [os.path.join(path, name) for name in maps],
        {scene: os.path.join(path, name) for scene, name in sure.items()},
    )


def _download(http, layer, prefix, scene, what, folder):
    # An IIkMC server has no WCS; it has the files of a series in a folder called as the series.
    address = http.here(layer["wcs"]) if "wcs" in layer else f"{http.connection.address}/data/{prefix}/{scene[what]}"
    try:
        content = http.get(address)
    except Canceled:
        raise Canceled.after_the_end() from None
    check_tiff(content, scene["name"], "load it as WMS, or ask who runs the server whether its WCS is on")
    name = _file_name(layer["name"]) + ".tif"
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)
    return name


def write_whole(path, content):
    """Writes bytes into a file that appears, or is replaced, when all of them are there."""
    part = f"{path}.{os.getpid()}.part"
    try:
        with open(part, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    finally:
        if os.path.exists(part):
            os.remove(part)


def _prefix(layer, scene):
    return layer["name"].split(":", 1)[-1][: -len(scene["name"]) - 1]


def _file_name(text):
    return re.sub(r"[^\w.-]", "_", text)
