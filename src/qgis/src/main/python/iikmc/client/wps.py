# SPDX-License-Identifier: GPL-2.0-or-later
"""A client of WPS 1.0.0: describe processes, run one in the background, ask how far it is, dismiss it."""

import json
from dataclasses import dataclass
from xml.etree import ElementTree

from qgis.PyQt.QtCore import QThread, QUrl, QUrlQuery

from .errors import Canceled, NoAnswerError, ServerError
from .http import Http
from .reports import exception_text

_WPS = "{http://www.opengis.net/wps/1.0.0}"
_OWS = "{http://www.opengis.net/ows/1.1}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_POLL_SECONDS = 0.7
# A server that is started again, or a network that is away for a moment, ends no run of an hour.
_TRIES = 5


@dataclass(frozen=True)
class Literal:
    """Value of a literal input, as text."""

    text: str


@dataclass(frozen=True)
class Document:
    """Value of a complex input that goes with the request."""

    text: str
    mime_type: str


@dataclass(frozen=True)
class InputDescription:
    """One input of a process.

    allowed: the values that it may have; empty if it takes others
    least, most: range of a number, as text; None where it is open
    default: as text; None if there is none
    """

    id: str
    title: str
    help: str
    allowed: tuple
    least: str
    most: str
    default: str


@dataclass(frozen=True)
class ProcessDescription:
    """What DescribeProcess says of a process. inputs: by id, in their order."""

    id: str
    title: str
    abstract: str
    inputs: dict


def parse_descriptions(document):
    """Processes by id, from an answer to DescribeProcess."""
    processes = {}
    for process in _parse(document).iter("ProcessDescription"):
        inputs = [_input(each) for each in process.iterfind("DataInputs/Input")]
        described = ProcessDescription(
            _text(process, _OWS + "Identifier"),
            _text(process, _OWS + "Title"),
            _text(process, _OWS + "Abstract"),
            {each.id: each for each in inputs},
        )
        processes[described.id] = described
    return processes


def _input(node):
    return InputDescription(
        _text(node, _OWS + "Identifier"),
        _text(node, _OWS + "Title"),
        _text(node, _OWS + "Abstract"),
        tuple(value.text for value in node.iter(_OWS + "Value")),
        _text(node, ".//" + _OWS + "MinimumValue") or None,
        _text(node, ".//" + _OWS + "MaximumValue") or None,
        _text(node, ".//DefaultValue") or None,
    )


def _text(node, path):
    return (node.findtext(path) or "").strip()


def _parse(document):
    try:
        return ElementTree.fromstring(document)
    except ElementTree.ParseError:
        raise ServerError(
            "The answer is no XML; is this the address of a GeoServer with the IIkMC plugin, or of an IIkMC server?"
        ) from None


def parse_json(document):
    """An output in JSON; ServerError if it is something else."""
    try:
        return json.loads(document)
    except ValueError:
        raise ServerError(
            "The server ran the process, but its output is no JSON; ask who runs it whether a proxy between spoils answers."
        ) from None


class WpsClient:
    """Runs processes of one server. Safe in any thread, a background task for example."""

    def __init__(self, http):
        self._http = http
        self._endpoint = http.connection.ows

    def describe(self, processes):
        """The answer to DescribeProcess, as bytes; ServerError if one of the processes is not there."""
        query = {"service": "WPS", "version": "1.0.0", "request": "DescribeProcess", "identifier": ",".join(processes)}
        try:
            answer = self._http.get(self._endpoint, query)
            known = parse_descriptions(answer)
        except ServerError as error:
            if "such process" in str(error) or "nknown process" in str(error):
                raise ServerError(
                    f"The server at {self._http.connection.address} has no process"
                    f" {processes[0]}; the IIkMC plugin is not installed there."
                ) from None
            raise
        if not all(process in known for process in processes):
            raise ServerError(f"The server at {self._http.connection.address} does not describe {processes[0]}.")
        return answer

    def execute(self, process, inputs, output, mime_type, feedback):
        """Runs a process in the background of the server and waits for its output.

        inputs: pairs of an id and a Literal or Document; an id may come several times
        feedback: gets percent and messages; its cancel dismisses the run
        Returns the bytes of the output. Raises Canceled after a cancel, ServerError with the server's
        sentence if the run fails.
        """
        request = _execute_document(process, inputs, output, mime_type)
        status = self._status(self._http.post(self._endpoint, request, "application/xml"))
        location = status.get("statusLocation")
        told = None
        while status.find(f"{_WPS}Status/{_WPS}ProcessSucceeded") is None:
            if not location:
                raise ServerError(
                    f"The server at {self._http.connection.address} does not say where to ask how far the run is;"
                    " it has to be one that runs processes in the background."
                )
            told = _tell(status, told, feedback)
            try:
                _wait(_POLL_SECONDS, feedback)
                status = self._ask(location, feedback)
            except Canceled:
                self._dismiss(location)
                raise
        try:
            return self._output(status, process, feedback)
        except Canceled:
            raise Canceled.after_the_end() from None

    def _status(self, document):
        root = _parse(document)
        if root.tag != _WPS + "ExecuteResponse":
            raise ServerError(
                f"The server at {self._http.connection.address} answered with something else than the status of a"
                " run; is there a page to sign in, or a proxy, between?"
            )
        failed = root.find(f"{_WPS}Status/{_WPS}ProcessFailed")
        if failed is not None:
            raise ServerError(exception_text(failed))
        return root

    def _ask(self, location, feedback):
        for tried in range(1, _TRIES + 1):
            try:
                return self._status(self._http.get(self._http.here(location)))
            except NoAnswerError as error:
                if tried == _TRIES:
                    raise ServerError(f"{error} The run may go on there, and publish what it finds.") from None
                feedback.pushInfo(f"{error} Asking again.")
                _wait(tried, feedback)

    def _output(self, status, process, feedback):
        for reference in status.iter(_WPS + "Reference"):
            link = reference.get("href") or reference.get(_XLINK + "href")
            feedback.pushInfo("Fetching the result")
            return self._http.get(self._http.here(link))
        raise ServerError(f"The server ran {process} but does not say where its output is.")

    def _dismiss(self, location):
        query = QUrlQuery(QUrl(location).query())
        execution = query.queryItemValue("executionId")
        request = {"service": "WPS", "version": "1.0.0", "request": "Dismiss", "executionId": execution}
        try:
            # Of its own, as everything of the other one is cancelled.
            Http(self._http.connection).get(self._endpoint, request)
        except ServerError as error:
            raise Canceled(
                f"Cancelled here, but the run may go on on the server, which did not take it: {error}"
            ) from None


def _wait(seconds, feedback):
    for _ in range(round(seconds * 10)):
        QThread.msleep(100)
        if feedback.isCanceled():
            raise Canceled()


def _tell(status, told, feedback):
    started = status.find(f"{_WPS}Status/{_WPS}ProcessStarted")
    if started is None:
        message = "Waiting for its turn on the server"
    else:
        message = (started.text or "").strip() or "Running on the server"
        feedback.setProgress(float(started.get("percentCompleted") or 0))
    if message != told:
        feedback.pushInfo(message)
    return message


def _execute_document(process, inputs, output, mime_type):
    root = ElementTree.Element(_WPS + "Execute", {"service": "WPS", "version": "1.0.0"})
    ElementTree.SubElement(root, _OWS + "Identifier").text = process
    data = ElementTree.SubElement(root, _WPS + "DataInputs")
    for name, value in inputs:
        node = ElementTree.SubElement(data, _WPS + "Input")
        ElementTree.SubElement(node, _OWS + "Identifier").text = name
        holder = ElementTree.SubElement(node, _WPS + "Data")
        if isinstance(value, Document):
            ElementTree.SubElement(holder, _WPS + "ComplexData", {"mimeType": value.mime_type}).text = value.text
        else:
            ElementTree.SubElement(holder, _WPS + "LiteralData").text = value.text
    form = ElementTree.SubElement(root, _WPS + "ResponseForm")
    document = ElementTree.SubElement(form, _WPS + "ResponseDocument", {"storeExecuteResponse": "true", "status": "true"})
    wanted = ElementTree.SubElement(document, _WPS + "Output", {"asReference": "true", "mimeType": mime_type})
    ElementTree.SubElement(wanted, _OWS + "Identifier").text = output
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
