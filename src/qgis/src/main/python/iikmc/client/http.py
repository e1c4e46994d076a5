# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests by QGIS's network classes: its proxy, certificates, time-out and authentication hold."""

from qgis.core import QgsBlockingNetworkRequest, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QByteArray, QUrl, QUrlQuery
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from .errors import Canceled, NoAnswerError, ServerError
from .reports import report_text

# QGIS ends what takes too long as a user would; older versions do not tell one from the other.
_GIVEN_UP = (QNetworkReply.NetworkError.OperationCanceledError, QNetworkReply.NetworkError.TimeoutError)


class Http:
    """Talks to the server of one connection. Safe in any thread, a background task for example.

    feedback: its cancel ends a request that reads; None if nothing may
    What it returns arrived whole, and is no exception report: those are raised as ServerError.
    """

    def __init__(self, connection, feedback=None):
        self.connection = connection
        self._feedback = feedback

    def get(self, address, parameters=None):
        """The body of an answer, as bytes.

        parameters: added to the query of the address
        """
        url = QUrl(address)
        query = QUrlQuery(url)
        for name, value in (parameters or {}).items():
            query.addQueryItem(name, bytes(QUrl.toPercentEncoding(value)).decode())
        url.setQuery(query)
        return self._send(url, lambda blocking, request: blocking.get(request, True, self._feedback))

    def post(self, address, body, content_type):
        """The body of an answer, as bytes. Not ended by a cancel: what was posted may have begun."""

        def send(blocking, request):
            request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, content_type)
            return blocking.post(request, QByteArray(body), True)

        return self._send(QUrl(address), send)

    def here(self, link):
        """A link of the server as this client can follow it.

        A server behind a proxy may not know its own address, so the path and query of the link count.
        """
        url, own = QUrl(link), QUrl(self.connection.address)
        url.setScheme(own.scheme())
        url.setHost(own.host())
        url.setPort(own.port())
        return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)

    def _send(self, url, send):
        blocking = QgsBlockingNetworkRequest()
        blocking.setAuthCfg(self.connection.authcfg)
        error = send(blocking, QNetworkRequest(url))
        reply = blocking.reply()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        content = bytes(reply.content())
        whole = error == QgsBlockingNetworkRequest.ErrorCode.NoError
        if not whole and self._feedback and self._feedback.isCanceled():
            raise Canceled()
        # A report of the service itself says more than the status does.
        report = report_text(content) if status not in (None, 401) else None
        if report:
            raise ServerError(report)
        if whole and status is not None and status < 400:
            return content
        timed_out = error == QgsBlockingNetworkRequest.ErrorCode.TimeoutError or reply.error() in _GIVEN_UP
        kind = ServerError if status is not None and 400 <= status < 500 else NoAnswerError
        raise kind(self._problem(timed_out, status, blocking.errorMessage(), content))

    def _problem(self, timed_out, status, message, content):
        connection = self.connection
        named = f"The server at {connection.address}"
        if status == 401 and not connection.authcfg:
            return f"{named} wants you to sign in; choose an authentication in the connection “{connection.name}”."
        if status == 401:
            return f"{named} does not accept the user and password, or token, of the connection “{connection.name}”."
        if status == 403:
            return f"{named} does not allow this to your user; ask who runs it, or sign in as another."
        if status is not None and status >= 400:
            text = content.decode("utf-8", "replace").strip()
            detail = f": {text}" if text and len(text) < 300 and "<" not in text else ""
            return f"{named} answered with HTTP {status}{detail}."
        if timed_out:
            seconds = QgsNetworkAccessManager.timeout() / 1000
            return f"{named} did not answer within {seconds:g} s; try later, or raise QGIS's network time-out."
        if status is not None:
            return f"The answer of the server at {connection.address} was cut off ({message}); try again."
        return f"{named} can't be reached ({message}); check the address and that the server runs."
