# SPDX-License-Identifier: GPL-2.0-or-later
"""What servers say of their processes: from it come parameters, help and tooltips.

Making a parameter must not wait for a network, so the last answer of each server is kept in the user's
profile. Before there is one, that of the version which this plugin belongs to holds (descriptions.xml).
"""

import hashlib
import json
import os

from qgis.core import QgsApplication

from .client.connection import Connections
from .client.errors import ServerError
from .client.http import Http
from .client.wps import WpsClient, parse_descriptions

CLUSTER_SERIES = "iikmc:ClassifySeries"
CLUSTER = "iikmc:Cluster"
CLASSIFY = "iikmc:Classify"

# Both are written when the plugin is built, from the catalogue of options.
_BUNDLED = os.path.join(os.path.dirname(__file__), "descriptions.xml")
_OPTIONS = os.path.join(os.path.dirname(__file__), "options.json")


class Option:
    """What WPS does not say of an input: its form, whether it must be given, and which commands have it."""

    def __init__(self, form="text", required=False, commands=()):
        self.form = form
        self.required = required
        self.commands = commands


def options():
    """Options by the id of the input."""
    with open(_OPTIONS, encoding="utf-8") as file:
        return {name: Option(**facts) for name, facts in json.load(file).items()}


def described(process):
    """Description of a process by the server that was chosen last."""
    chosen = Connections().find(Connections().chosen())
    if chosen:
        try:
            with open(_file(chosen), "rb") as file:
                return parse_descriptions(file.read())[process]
        except (OSError, ServerError, KeyError):
            pass  # not asked yet, or a file that was cut off: the bundled one is as good
    return bundled(process)


def bundled(process):
    """Description of a process by the version which this plugin belongs to."""
    with open(_BUNDLED, "rb") as file:
        return parse_descriptions(file.read())[process]


def defaults_of(client, process):
    """Defaults of a process by the id of the input, as its server has them now."""
    return _defaults(parse_descriptions(client.describe((process,)))[process])


def bundled_defaults(process):
    """Defaults of a process by the id of the input, as the command line has them too."""
    return _defaults(bundled(process))


def _defaults(described):
    return {each.id: each.default for each in described.inputs.values()}


def learn(connection, feedback=None):
    """Tries a connection, and keeps what its server says. Raises ServerError if it can't be used."""
    answer = WpsClient(Http(connection, feedback)).describe((CLUSTER_SERIES, CLUSTER, CLASSIFY))
    os.makedirs(_folder(), exist_ok=True)
    with open(_file(connection), "wb") as file:
        file.write(answer)


def _folder():
    return os.path.join(QgsApplication.qgisSettingsDirPath(), "iikmc")


def _file(connection):
    return os.path.join(_folder(), hashlib.sha256(connection.address.encode()).hexdigest()[:16] + ".xml")
