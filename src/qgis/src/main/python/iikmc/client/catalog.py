# SPDX-License-Identifier: GPL-2.0-or-later
"""What rasters a server has."""

import json
from dataclasses import dataclass
from xml.etree import ElementTree

from .errors import ServerError
from .reports import local_name


@dataclass(frozen=True)
class Coverage:
    """A raster of the server. name: with its workspace, as processes take it; bands: None if not known yet."""

    name: str
    title: str
    bands: tuple = None


class Catalog:
    """Lists coverages by WCS, which GeoServer has, or by the listing of an IIkMC server, which has no WCS."""

    def __init__(self, http):
        self._http = http

    def coverages(self):
        """All coverages that this user may see, by name."""
        answer = self._wcs({"version": "1.0.0", "request": "GetCapabilities"})
        if answer is None:
            found = self._scenes()
        else:
            found = [
                Coverage(_text(brief, "name"), _text(brief, "label"))
                for brief in answer.iter()
                if local_name(brief) == "CoverageOfferingBrief"
            ]
        return sorted(found, key=lambda coverage: coverage.name)

    def bands(self, name):
        """Names of the bands of a coverage."""
        name = name.split("@")[0]
        answer = self._wcs({"version": "2.0.1", "request": "DescribeCoverage", "coverageId": name.replace(":", "__")})
        if answer is None:
            return next((coverage.bands for coverage in self._scenes() if coverage.name == name), ())
        return tuple(node.get("name") for node in answer.iter() if local_name(node) == "field")

    def _wcs(self, parameters):
        """The root of an answer, or None if the server has no WCS."""
        try:
            return ElementTree.fromstring(self._http.get(self._http.connection.ows, {"service": "WCS", **parameters}))
        except ElementTree.ParseError:
            raise self._no_list() from None
        except ServerError as error:
            if "No service" in str(error):
                return None
            raise

    def _scenes(self):
        listing = self._http.get(self._http.connection.address + "/scenes.json")
        try:
            return [
                Coverage(
                    scene["layer"], " ".join(filter(None, (scene["name"], scene.get("date")))), tuple(scene["bands"])
                )
                for scene in json.loads(listing)["scenes"]
            ]
        except (ValueError, KeyError, TypeError):
            raise self._no_list() from None

    def _no_list(self):
        return ServerError(
            f"The server at {self._http.connection.address} does not list its layers; type their names."
        )


def _text(node, name):
    return next(((each.text or "").strip() for each in node.iter() if local_name(each) == name), "")
