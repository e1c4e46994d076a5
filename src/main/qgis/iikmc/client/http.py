# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests by QGIS's network classes: its proxy, certificates, time-out and authentication hold."""

from qgis.core import QgsBlockingNetworkRequest, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QByteArray, QUrl, QUrlQuery
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from .errors import Canceled, ServerError

# QGIS ends what takes too long as a user would; older versions do not tell one from the other.
_GIVEN_UP = (QNetworkReply.NetworkError.OperationCanceledError, QNetworkReply.NetworkError.TimeoutError)


class Http:
    """Talks to the server of one connection. Safe in any thread, a background task for example."""

    def __init__(self, connection):
        self.connection = connection

    def get(self, address, parameters=None, feedback=None):
        """The body of an answer, as bytes.

        parameters: added to the query of the address
        feedback: its cancel ends the request; None if nothing may end it
        """
        url = QUrl(address)
        query = QUrlQuery(url)
        for name, value in (parameters or {}).items():
            query.addQueryItem(name, bytes(QUrl.toPercentEncoding(value)).decode())
        url.setQuery(query)
        return self._send(url, None, None, feedback)

    def post(self, address, body, content_type):
        """The body of an answer, as bytes."""
        return self._send(QUrl(address), body, content_type, None)

    def here(self, link):
        """A link of the server as this client can follow it.

        A server behind a proxy may not know its own address, so the path and query of the link count.
        """
        url, own = QUrl(link), QUrl(self.connection.address)
        url.setScheme(own.scheme())
        url.setHost(own.host())
        url.setPort(own.port())
        return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)

    def _send(self, url, body, content_type, feedback):
        request = QNetworkRequest(url)
        blocking = QgsBlockingNetworkRequest()
        blocking.setAuthCfg(self.connection.authcfg)
        if body is None:
            error = blocking.get(request, True, feedback)
        else:
            request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, content_type)
            error = blocking.post(request, QByteArray(body), True)
        if feedback and feedback.isCanceled():
            raise Canceled()
        reply = blocking.reply()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        content = bytes(reply.content())
        if status is None or status >= 400:
            # A report of the service itself says more than the status does.
            if status not in (None, 401) and b"ExceptionText" in content:
                return content
            timed_out = error == QgsBlockingNetworkRequest.ErrorCode.TimeoutError or reply.error() in _GIVEN_UP
            raise ServerError(self._problem(timed_out, status, blocking.errorMessage(), content))
        return content

    def _problem(self, timed_out, status, message, content):
        connection = self.connection
        named = f"The server at {connection.address}"
        if status == 401 and not connection.authcfg:
            return f"{named} wants you to sign in; choose an authentication in the connection “{connection.name}”."
        if status == 401:
            return f"{named} does not accept the user and password, or token, of the connection “{connection.name}”."
        if status == 403:
            return f"{named} does not allow this to your user; ask who runs it, or sign in as another."
        if status is not None:
            text = content.decode("utf-8", "replace").strip()
            detail = f": {text}" if text and len(text) < 300 and "<" not in text else ""
            return f"{named} answered with HTTP {status}{detail}."
        if timed_out:
            return f"{named} did not answer within {QgsNetworkAccessManager.timeout() / 1000:g} s; try later, or raise QGIS's network time-out."
        return f"{named} can't be reached ({message}); check the address and that the server runs."
