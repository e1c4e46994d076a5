# SPDX-License-Identifier: GPL-2.0-or-later
"""The command line of IIkMC, which classifies rasters of this computer without a server."""

import json
import os
import re
import shutil
import tempfile

from processing.core.ProcessingConfig import ProcessingConfig
from qgis.PyQt.QtCore import QProcess

from .client.errors import Canceled, ServerError
from .client.wps import Document
from .descriptions import options

JAR_SETTING = "IIKMC_JAR"
JAVA_SETTING = "IIKMC_JAVA"

_STAGES = {"read": "Reading", "cluster": "Clustering", "measure": "Measuring", "write": "Writing"}


class CommandLine:
    """Runs iikmc.jar. jar, java: paths; java may be the name of a command."""

    def __init__(self, jar, java):
        self._jar = jar
        self._java = java

    @staticmethod
    def of_options():
        """As the options of the provider say; ServerError if they name no jar."""
        jar = ProcessingConfig.getSetting(JAR_SETTING) or ""
        if not os.path.isfile(jar):
            where = f"There is no file {jar}" if jar else "The place of iikmc.jar is not set"
            raise ServerError(f"{where}; set it in Settings ‣ Options ‣ Processing ‣ Providers ‣ IIkMC.")
        return CommandLine(jar, ProcessingConfig.getSetting(JAVA_SETTING) or "java")

    def run(self, command, files, inputs, folder, feedback):
        """Runs `cluster`, `classify` or `change`; what it writes is in the folder afterwards.

        files: paths of scenes, or of maps
        inputs: pairs as a process of a server takes them
        Raises Canceled after a cancel, ServerError with its sentence if it fails; then nothing is written.
        """
        scratch = tempfile.mkdtemp(prefix="iikmc")
        try:
            options = list(_options(command, inputs, scratch))
            arguments = ["-jar", self._jar, command, *files, *options, "--out", folder, "--json-progress"]
            self._run(arguments, feedback)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _run(self, arguments, feedback):
        process = QProcess()
        process.start(self._java, arguments)
        if not process.waitForStarted():
            raise ServerError(
                f"Java can't be started ({self._java}: {process.errorString()}); install version 17 or newer, or"
                " name it in Settings ‣ Options ‣ Processing ‣ Providers ‣ IIkMC."
            )
        reader = _ProgressReader(feedback)
        # Not until waitForFinished is true: it never is if the end was noticed between, by the event loop.
        while process.state() != QProcess.ProcessState.NotRunning:
            process.waitForFinished(200)
            reader.read(process)
            if feedback.isCanceled():
                # Asked to end, it removes what it has begun to write.
                process.terminate()
                if not process.waitForFinished(10000):
                    process.kill()
                    process.waitForFinished()
                raise Canceled()
        reader.read(process)
        errors = bytes(process.readAllStandardError()).decode("utf-8", "replace").strip()
        if process.exitCode() != 0 or process.exitStatus() != QProcess.ExitStatus.NormalExit:
            last = errors.splitlines()[-1] if errors else "The command line failed without a message."
            raise ServerError(last.split("iikmc: ", 1)[-1])


class _ProgressReader:
    """Lines of JSON, of which the last may be cut off until more comes."""

    def __init__(self, feedback):
        self._feedback = feedback
        self._rest = b""
        self._stage = None

    def read(self, process):
        *lines, self._rest = (self._rest + bytes(process.readAllStandardOutput())).split(b"\n")
        for line in lines:
            try:
                self._tell(json.loads(line))
            except ValueError:
                self._feedback.pushConsoleInfo(line.decode("utf-8", "replace"))

    def _tell(self, event):
        if event["event"] == "progress":
            if event["stage"] != self._stage:
                self._stage = event["stage"]
                self._feedback.pushInfo(_STAGES.get(self._stage, self._stage))
            if event.get("percent") is not None:
                self._feedback.setProgress(event["percent"])
        elif event["event"] == "note":
            self._feedback.pushWarning(event["text"])
        elif event["event"] == "trial":
            self._feedback.pushInfo(f"{event['k']} classes ({event['number']} of {event['of']})")
        elif event["event"] == "iteration":
            self._feedback.pushInfo(f"Iteration {event['number']}: {event['changed']:,} pixels changed their class")
        elif event["event"] == "done":
            self._feedback.pushInfo(event["summary"])


def _options(command, inputs, scratch):
    given = dict(inputs)
    known = options()
    for name, value in inputs:
        commands = known[name].commands if name in known else ()
        if name == "initSignatures":
            commands = known["init"].commands
        if not commands:
            continue  # of publishing, which a folder of files has nothing to do with
        if command not in commands:
            raise ServerError(
                f"The input {name} has no meaning with given signatures; leave it at its default."
            )
        if name == "aoi":
            yield from ("--aoi", _write(scratch, "aoi.wkt", _ewkt(value.text, given["aoiCrs"].text)))
        elif name == "initSignatures":
            yield from ("--init", _write(scratch, "init.json", value.text))
        elif isinstance(value, Document):
            yield from (_option(name), _write(scratch, name + ".json", value.text))
        elif value.text == "true":
            yield _option(name)
        else:
            # Joined, so that a negative number is not taken for an option.
            yield f"{_option(name)}={value.text}"


def _option(name):
    return "--" + re.sub(r"(?=[A-Z])", "-", name).lower()


def _ewkt(wkt, crs):
    if not crs.startswith("EPSG:"):
        raise ServerError(f"The command line knows no {crs}; reproject the area of interest to an EPSG system.")
    return f"SRID={crs[len('EPSG:'):]};{wkt}"


def _write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path
