# SPDX-License-Identifier: GPL-2.0-or-later
"""Servers that the user has named, kept in QGIS's settings; passwords in its authentication manager."""

import re
from dataclasses import dataclass

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QUrl

from .errors import ServerError

_CONNECTIONS = "iikmc/connections"
_CHOSEN = "iikmc/chosen-connection"
_ENDPOINT = re.compile(r"/(ows|wps|wms|wcs)/?$", re.IGNORECASE)


@dataclass(frozen=True)
class Connection:
    """A server.

    name: as the user calls it; the address itself for one without a name
    address: of the GeoServer, of a workspace in it, or of an IIkMC server, without a service at its end
    authcfg: id in the authentication manager; empty for none
    """

    name: str
    address: str
    authcfg: str = ""

    @property
    def ows(self):
        """Where its OGC services are."""
        return self.address + "/ows"


def normalized(address):
    """An address as it may be pasted from somewhere, without query, service and last slash.

    Raises ServerError if it is none, or holds a password.
    """
    url = QUrl(address.strip())
    if url.scheme() not in ("http", "https") or not url.host():
        raise ServerError(
            f"“{address}” is not the address of a server; it should look like http://localhost:8080/geoserver."
        )
    if url.userInfo():
        raise ServerError(
            "The address holds a user or password, which would be kept where others can read it; leave them out and"
            " choose an authentication."
        )
    plain = url.toString(QUrl.UrlFormattingOption.RemoveQuery | QUrl.UrlFormattingOption.RemoveFragment)
    return _ENDPOINT.sub("", plain.rstrip("/")).rstrip("/")


class Connections:
    """All named servers. Reads and writes the settings at once; any number of these see the same."""

    def names(self):
        settings = QgsSettings()
        settings.beginGroup(_CONNECTIONS)
        return sorted((QUrl.fromPercentEncoding(key.encode()) for key in settings.childGroups()), key=str.casefold)

    def find(self, name):
        """The connection of a name, None if there is none."""
        if name not in self.names():
            return None
        settings = QgsSettings()
        return Connection(
            name, settings.value(_key(name) + "/address", ""), settings.value(_key(name) + "/authcfg", "") or ""
        )

    def save(self, connection):
        settings = QgsSettings()
        settings.setValue(_key(connection.name) + "/address", connection.address)
        settings.setValue(_key(connection.name) + "/authcfg", connection.authcfg)

    def remove(self, name):
        """Forgets a connection; what it has in the authentication manager stays, as others may use it."""
        QgsSettings().remove(_key(name))

    def chosen(self):
        """Name of the connection that was used last, else the first; empty if there is none."""
        names = self.names()
        last = QgsSettings().value(_CHOSEN, "")
        return last if last in names else names[0] if names else ""

    def choose(self, name):
        if name in self.names():
            QgsSettings().setValue(_CHOSEN, name)

    def resolve(self, text, authcfg=""):
        """The connection that a parameter means: a name, or an address.

        authcfg: takes the place of that of the connection, unless empty
        Raises ServerError if it means none.
        """
        text = (text or "").strip()
        known = self.find(text)
        if known:
            return Connection(known.name, known.address, authcfg or known.authcfg)
        if re.match("https?://", text, re.IGNORECASE):
            address = normalized(text)
            return Connection(address, address, authcfg)
        if not text:
            raise ServerError("No server is chosen; make a connection with Web ‣ IIkMC ‣ Connections… first.")
        names = ", ".join(self.names()) or "none"
        raise ServerError(f"There is no connection “{text}” (there are: {names}), and it is no address either.")


def _key(name):
    # A slash would begin a group of its own.
    return _CONNECTIONS + "/" + bytes(QUrl.toPercentEncoding(name)).decode()
