# SPDX-License-Identifier: GPL-2.0-or-later
"""Servers, networks and users that go wrong between: never a wrong map, a freeze or a traceback."""

import http.server
import json
import os
import re
import stat
import threading
import urllib.error
import urllib.request
import zipfile

from qgis_session import FILES, LAYERS, PROVIDER, URL, QgisTest, Recorder, main, sign_in

import processing
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProject,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread, QTimer, QVariant
from qgis.PyQt.QtWidgets import QApplication, QProgressDialog

from series_test import labels_of

from iikmc import descriptions
from iikmc.client import wps
from iikmc.client.catalog import Catalog
from iikmc.client.connection import Connection, normalized
from iikmc.client.errors import Canceled, ServerError
from iikmc.client.http import Http
from iikmc.gui.waiting import ask
from iikmc.local import CommandLine
from iikmc.results.loading import SeriesLayers

REPORT = (
    b'<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception>'
    b"<ows:ExceptionText>It is gone.</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
)
AFTER_THE_END = "Cancelled after the run had ended; what it has published stays on the server."
PAGE = b'<html xmlns="http://www.w3.org/1999/xhtml"><body><form>Sign in</form></body></html>'


class Between:
    """Stands between QGIS and the server, and spoils what passes.

    spoil: called with the path, status and body of an answer; gives the status, the body and the length that
        is told of it
    posts: bodies of the requests
    """

    def __init__(self, spoil=lambda path, status, body: (status, body, len(body))):
        between = self
        self.posts = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802
                self.pass_on(None)

            def do_POST(self):  # noqa: N802
                body = self.rfile.read(int(self.headers["Content-Length"]))
                between.posts.append(body)
                self.pass_on(body)

            def pass_on(self, body):
                headers = {name: self.headers[name] for name in ("Authorization", "Content-Type") if name in self.headers}
                request = urllib.request.Request(URL + self.path, body, headers)
                try:
                    with urllib.request.urlopen(request) as answer:
                        status, content = answer.status, answer.read()
                except urllib.error.HTTPError as error:
                    status, content = error.code, error.read()
                if body is not None:
                    # However fast it was: the client is to ask how far it is.
                    content = re.sub(
                        b"<wps:ProcessSucceeded>[^<]*</wps:ProcessSucceeded>", b"<wps:ProcessAccepted/>", content
                    )
                status, content, length = spoil(self.path, status, content)
                self.close_connection = True
                self.send_response(status)
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *arguments):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self._server.shutdown()
        self._server.server_close()

    def inputs(self):
        """Literal inputs of the last request, as pairs."""
        return re.findall(
            r"Identifier>(\w+)</\w+:Identifier><\w+:Data><\w+:LiteralData>([^<]*)<", self.posts[-1].decode()
        )


def spoiling(wanted, status=200, body=None, length=None):
    """Another answer where the path has a text."""

    def spoil(path, was, content):
        if wanted not in path:
            return was, content, len(content)
        given = content if body is None else body
        return status, given, length or len(given)

    return spoil


class ServerTest(QgisTest):
    def outcome(self, spoil, algorithm="cluster", recorder=None, **more):
        """The sentence of a failure, or "" for none; then nothing may be written."""
        path = os.path.join(self.folder, "out.tif" if algorithm == "classify" else "out.json")
        with Between(spoil) as between:
            parameters = {"SERVER": between.address, "OUTPUT": path, **more}
            if algorithm == "cluster":
                parameters.update(LAYERS=LAYERS[0], K=2)
            try:
                self.run_algorithm(algorithm, recorder, **parameters)
                return ""
            except Exception as error:
                self.assertFalse(os.path.exists(path))
                return str(error)

    def signatures(self):
        path = os.path.join(self.folder, "signatures.json")
        self.run_algorithm("cluster", SERVER=URL, LAYERS=LAYERS[0], K=3, OUTPUT=path)
        return path

    def test_a_cut_output_is_none(self):
        self.assertIn("was cut off", self.outcome(spoiling("GetExecutionResult", length=500_000)))

    def test_a_report_in_place_of_the_output_is_told(self):
        self.assertEqual("It is gone.", self.outcome(spoiling("GetExecutionResult", 404, REPORT)))
        self.assertEqual("It is gone.", self.outcome(spoiling("GetExecutionResult", 200, REPORT)))
        old = b"<ServiceExceptionReport><ServiceException>It is old.</ServiceException></ServiceExceptionReport>"
        self.assertEqual("It is old.", self.outcome(spoiling("GetExecutionResult", 200, old)))

    def test_a_page_in_place_of_the_output_is_told(self):
        self.assertIn("its output is no JSON", self.outcome(spoiling("GetExecutionResult", 200, PAGE)))
        message = self.outcome(
            spoiling("GetExecutionResult", 200, PAGE), "classify", LAYER=LAYERS[0], SIGNATURES=self.signatures()
        )
        self.assertIn(f"does not send the map of {LAYERS[0]} as GeoTIFF", message)

    def test_what_is_no_status_is_told(self):
        self.assertIn("something else than the status", self.outcome(spoiling("GetExecutionStatus", 200, PAGE)))
        failed = (
            b'<wps:ExecuteResponse xmlns:wps="http://www.opengis.net/wps/1.0.0"><wps:Status><wps:ProcessFailed/>'
            b"</wps:Status></wps:ExecuteResponse>"
        )
        self.assertIn("reports a failure but not what it was", self.outcome(spoiling("GetExecutionStatus", 200, failed)))
        self.assertIn("It is gone.", self.outcome(spoiling("GetExecutionStatus", 404, REPORT)))
        accepted = failed.replace(b"ProcessFailed", b"ProcessAccepted")

        def without_location(path, status, body):
            body = accepted if b"ExecuteResponse" in body else body
            return status, body, len(body)

        self.assertIn("does not say where to ask", self.outcome(without_location))

    def test_a_moment_without_the_server_ends_no_run(self):
        asked = []

        def first_broken(path, status, body):
            if "GetExecutionStatus" in path:
                asked.append(path)
            return (503, b"", 0) if len(asked) == 1 else (status, body, len(body))

        recorder = Recorder()
        self.assertEqual(self.outcome(first_broken, recorder=recorder), "")
        self.assertEqual(len([each for each in recorder.messages if each.endswith("HTTP 503. Asking again.")]), 1)

    def test_a_server_that_is_gone_for_long_is_given_up(self):
        tries, wps._TRIES = wps._TRIES, 2
        try:
            message = self.outcome(spoiling("GetExecutionStatus", 503, b""))
        finally:
            wps._TRIES = tries
        self.assertIn("HTTP 503. The run may go on there", message)

    def test_a_cancel_that_does_not_arrive_is_told(self):
        recorder = Recorder(cancel_at="")
        self.outcome(spoiling("Dismiss", 500, b""), recorder=recorder)
        self.assertIn("the run may go on on the server", " ".join(recorder.messages))

    def test_a_cancel_after_the_end_is_told(self):
        recorder = Recorder(cancel_at="Fetching the result")
        self.outcome(spoiling("GetExecutionResult", length=500_000), recorder=recorder)
        self.assertIn(AFTER_THE_END, recorder.messages)

    def test_a_cancel_while_maps_are_fetched_is_told(self):
        recorder = Recorder(cancel_at="Fetching the map of")
        with Between(spoiling("/data/", length=500_000)) as between:
            self.run_algorithm(
                "clusterseries",
                recorder,
                SERVER=between.address,
                AUTH=sign_in(),
                LAYERS=LAYERS[0],
                PREFIX="fetched",
                K=2,
                OVERWRITE=True,
                LOAD="GeoTIFF",
                FOLDER=self.folder,
            )
        self.assertIn(AFTER_THE_END, recorder.messages)
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_listing_that_is_none_is_told(self):
        with Between(spoiling("/scenes.json", 200, b"<html>")) as between:
            with self.assertRaises(ServerError) as caught:
                Catalog(Http(Connection("x", between.address))).coverages()
        self.assertIn("does not list its layers; type their names", str(caught.exception))

    def test_the_report_is_there_though_the_maps_are_not(self):
        page = os.path.join(self.folder, "report.html")
        with Between(spoiling("GetCapabilities", 200, PAGE)) as between:
            message = self.failure(
                "clusterseries",
                SERVER=between.address,
                AUTH=sign_in(),
                LAYERS=LAYERS[0],
                PREFIX="unseen",
                K=2,
                OVERWRITE=True,
                REPORT=page,
            )
        self.assertIn("The run succeeded, but QGIS can't open the map", message)
        self.assertTrue(os.path.isfile(page))

    def test_what_another_server_described_is_not_needed_whole(self):
        described = descriptions.described

        def without_layers(process):
            known = described(process)
            return wps.ProcessDescription(known.id, known.title, known.abstract, {"k": known.inputs["k"]})

        descriptions.described = without_layers
        try:
            algorithm = PROVIDER.algorithm("cluster").createInstance()
            algorithm.initAlgorithm()
        finally:
            descriptions.described = described
        self.assertIsNotNone(algorithm.parameterDefinition("LAYERS"))


class InputTest(QgisTest):
    def sent(self, spoil=spoiling("nowhere"), **parameters):
        """Literal inputs that reach the server."""
        with Between(spoil) as between:
            output = os.path.join(self.folder, "out.json")
            self.run_algorithm("cluster", SERVER=between.address, OUTPUT=output, **{"LAYERS": LAYERS[0], **parameters})
            return between.inputs()

    def refused(self, **parameters):
        message = self.failure(
            "cluster", SERVER=URL, LAYERS=LAYERS[0], OUTPUT=os.path.join(self.folder, "out.json"), **parameters
        )
        self.assertFalse(os.path.exists(os.path.join(self.folder, "out.json")))
        return message

    def test_values_reach_the_server_as_they_were_given(self):
        self.assertEqual(self.sent(), [("layers", LAYERS[0])])
        self.assertEqual(self.sent(K=8, SEED=1, SKIP_EMPTY=False), [("layers", LAYERS[0])])
        self.assertEqual(self.sent(K=QVariant(), SEED="", BANDS=[], NODATA=None), [("layers", LAYERS[0])])
        self.assertEqual(
            self.sent(K="3", SEED=2**40, NODATA=-9999, CHANGE_THRESHOLD="1e-3", BANDS=["B5", "B3"], SKIP_EMPTY="yes"),
            [
                ("layers", LAYERS[0]),
                ("k", "3"),
                ("changeThreshold", "0.001"),
                ("seed", str(2**40)),
                ("bands", "B5,B3"),
                ("nodata", "-9999.0"),
                ("skipEmpty", "true"),
            ],
        )
        computed = QgsProperty.fromExpression("2 + 2")
        scene = QgsProperty.fromExpression(f"'{LAYERS[1]}'")
        self.assertEqual(
            self.sent(K=computed, LAYERS=scene, SKIP_EMPTY="no"), [("layers", LAYERS[1]), ("k", "4")]
        )

    def test_defaults_are_those_of_the_server_that_runs(self):
        def other_default(path, status, body):
            if "DescribeProcess" in path:
                body = body.replace(b"<DefaultValue>8</DefaultValue>", b"<DefaultValue>5</DefaultValue>")
            return status, body, len(body)

        self.assertEqual(self.sent(other_default, K=8), [("layers", LAYERS[0]), ("k", "8")])
        self.assertEqual(self.sent(other_default, K=5), [("layers", LAYERS[0])])

    def test_a_range_of_numbers_of_classes_is_sent_as_it_is(self):
        self.assertEqual(self.sent(K="4 .. 16:4"), [("layers", LAYERS[0]), ("k", "4..16:4")])
        self.assertEqual(self.sent(K=5.0), [("layers", LAYERS[0]), ("k", "5")])

    def test_values_that_cannot_be_read_are_refused(self):
        for name in ("NODATA", "CHANGE_THRESHOLD"):
            for value in ("abc", "-9999,0"):
                self.assertIn(f"{name} is “{value}”, but has to be a number", self.refused(**{name: value}))
        for value in ("eight", "9.6", 9.6, "4..", "4-8"):
            self.assertIn(f"K is “{value}”, but has to be a whole number", self.refused(K=value))
        self.assertIn("MAX_ITERATIONS", self.refused(MAX_ITERATIONS="1e"))
        self.assertIn("axIterations", self.refused(MAX_ITERATIONS=10**10))
        self.assertIn("SKIP_EMPTY is “perhaps”", self.refused(SKIP_EMPTY="perhaps"))
        self.assertIn("K is “2 +”, which can't be evaluated", self.refused(K=QgsProperty.fromExpression("2 +")))
        self.assertIn("MASK is a list", self.refused(MASK=["qa", "none"]))

    def test_an_area_that_is_none_is_refused(self):
        bow_tie = "Polygon ((500000 0, 500100 100, 500100 0, 500000 100, 500000 0))"
        for wkt, sentence in ((bow_tie, "has an invalid polygon (feature 1); mend it"), (None, "has no polygon")):
            layer = QgsVectorLayer("Polygon?crs=EPSG:32633", "field", "memory")
            feature = QgsFeature()
            if wkt:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            layer.dataProvider().addFeatures([feature])
            self.assertIn("The area of interest, field, " + sentence, self.refused(AOI=layer))


class HereTest(QgisTest):
    """Rasters of this computer."""

    def series(self, **more):
        return self.run_algorithm("clusterseries", **{"RASTERS": [FILES[0]], "K": 2, "FOLDER": self.folder, **more})

    def test_a_later_run_leaves_the_maps_of_an_earlier_one(self):
        first = self.series(PREFIX="one", K=3)["CLASSIFIED"][0].source()
        before = labels_of(first)
        second = self.series(PREFIX="two")["CLASSIFIED"][0].source()
        self.assertNotEqual(first, second)
        with self.assertRaises(Exception) as caught:
            self.series(PREFIX="one")
        self.assertIn("There are files of an earlier run in " + os.path.dirname(first), str(caught.exception))
        self.assertEqual(labels_of(first), before)
        self.series(PREFIX="one", OVERWRITE=True)
        self.assertNotEqual(labels_of(first), before)

    def test_what_has_no_meaning_beside_signatures_is_told(self):
        signatures = os.path.join(self.folder, "signatures.json")
        self.run_algorithm("cluster", RASTERS=[FILES[0]], K=2, OUTPUT=signatures)
        with self.assertRaises(Exception) as caught:
            self.series(PREFIX="x", SIGNATURES=signatures, PALETTE="natural", K=8)
        self.assertIn("The input palette has no meaning with given signatures", str(caught.exception))
        self.assertEqual(len(self.series(PREFIX="x", SIGNATURES=signatures, K=8)["CLASSIFIED"]), 1)

    def test_a_raster_within_an_archive_is_told(self):
        archive = os.path.join(self.folder, "scenes.zip")
        with zipfile.ZipFile(archive, "w") as zipped:
            zipped.write(FILES[0], "a.tif")
        layer = QgsRasterLayer(f"/vsizip/{archive}/a.tif", "zipped")
        self.assertTrue(layer.isValid())
        with self.assertRaises(Exception) as caught:
            self.series(RASTERS=[layer], PREFIX="x")
        self.assertIn("“zipped” is no file of its own on this computer; save it as GeoTIFF", str(caught.exception))

    def test_an_end_that_the_event_loop_noticed_is_the_end(self):
        java, told = os.path.join(self.folder, "java"), os.path.join(self.folder, "told")
        with open(java, "w", encoding="utf-8") as script:
            script.write(f"#!/bin/sh\necho pid $$\nwhile [ ! -e {told} ]; do :; done\n")
        os.chmod(java, stat.S_IRWXU)

        class Watching(Recorder):
            def pushConsoleInfo(self, text):  # noqa: N802
                open(told, "w").close()
                while os.path.exists("/proc/" + text.split()[-1]):
                    QCoreApplication.processEvents()
                self.messages.append(text)

        watching = Watching()
        CommandLine("any.jar", java).run("cluster", [], [], self.folder, watching)
        self.assertEqual(len(watching.messages), 1)


class LoadingTest(QgisTest):
    def test_signatures_may_do_without_names_and_colours(self):
        full, least = os.path.join(self.folder, "full.json"), os.path.join(self.folder, "least.json")
        self.run_algorithm("cluster", RASTERS=[FILES[0]], K=2, OUTPUT=full)
        with open(full, encoding="utf-8") as file:
            signatures = json.load(file)
        signatures["classes"] = [{"mean": each["mean"]} for each in signatures["classes"]]
        with open(least, "w", encoding="utf-8") as file:
            json.dump(signatures, file)
        path = os.path.join(self.folder, "map.tif")
        with open(path + ".aux.xml", "w", encoding="utf-8") as file:
            file.write("<PAMDataset><!-- of another map --></PAMDataset>")
        processing.runAndLoadResults(
            "iikmc:classify", {"RASTER": FILES[0], "SIGNATURES": least, "OUTPUT": path}, feedback=Recorder()
        )
        layer = next(iter(QgsProject.instance().mapLayers().values()))
        classes = layer.renderer().classes()
        self.assertEqual([(each.value, each.label) for each in classes], [(1, "Class 1"), (2, "Class 2")])
        self.assertEqual({each.color.name() for each in classes}, {"#808080"})
        if os.path.exists(path + ".aux.xml"):
            with open(path + ".aux.xml", encoding="utf-8") as file:
                self.assertNotIn("of another map", file.read())

    def test_runs_at_once_have_a_group_each(self):
        path = os.path.join(self.folder, "map.tif")
        signatures = os.path.join(self.folder, "signatures.json")
        self.run_algorithm("cluster", RASTERS=[FILES[0]], K=2, OUTPUT=signatures)
        self.run_algorithm("classify", RASTER=FILES[0], SIGNATURES=signatures, OUTPUT=path)
        with open(signatures, encoding="utf-8") as file:
            report = {"scenes": [{"name": "a"}, {"name": "b"}], "signatures": json.load(file)}
        kept, contexts = [], []
        for _ in range(2):
            context = QgsProcessingContext()
            context.setProject(QgsProject.instance())
            SeriesLayers(report, "run", kept.append).from_files([path, path], context)
            contexts.append(context)
        for context in contexts:
            for key, details in context.layersToLoadOnCompletion().items():
                layer = context.takeResultLayer(key)
                QgsProject.instance().addMapLayer(layer)
                details.postProcessor().postProcessLayer(layer, context, Recorder())
        root = QgsProject.instance().layerTreeRoot()
        groups = {group.name(): len(group.findLayers()) for group in root.findGroups()}
        self.assertEqual(groups, {"run": 2, "run (2)": 2})


class WaitingTest(QgisTest):
    def test_windows_live_while_a_server_is_asked(self):
        def ask_for_ever(feedback):
            while not feedback.isCanceled():
                QThread.msleep(5)
            raise Canceled()

        def cancel():
            for window in QApplication.topLevelWidgets():
                if isinstance(window, QProgressDialog):
                    window.canceled.emit()

        timer = QTimer()
        timer.timeout.connect(cancel)
        timer.start(20)
        self.assertRaises(Canceled, ask, None, "Asking", ask_for_ever)
        timer.stop()

    def test_answers_and_errors_come_through(self):
        self.assertEqual(ask(None, "Asking", lambda feedback: 5), 5)
        with self.assertRaises(ServerError) as caught:
            ask(None, "Asking", lambda feedback: normalized("nonsense"))
        self.assertIn("“nonsense” is not the address", str(caught.exception))


if __name__ == "__main__":
    main()
