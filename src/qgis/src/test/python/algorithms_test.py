# SPDX-License-Identifier: GPL-2.0-or-later
"""Cluster to signatures and Classify with signatures, what dialogs are made of, and how things fail."""

import csv
import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request

from qgis_session import FILES, LAYERS, PROVIDER, URL, QgisTest, Recorder, main, sign_in

from qgis.core import (
    QgsNetworkAccessManager,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingContext,
    QgsProcessingModelOutput,
    QgsProcessingParameterDefinition,
    QgsRasterLayer,
)

from series_test import labels_of

from qgis.PyQt.QtCore import Qt

from iikmc.client.catalog import Catalog
from iikmc.client.connection import Connection, Connections, normalized
from iikmc.client.errors import ServerError


def distinct(path):
    return {label for row in labels_of(path) for label in row}


class SignaturesTest(QgisTest):
    def test_signatures_classify_a_scene_on_the_server_as_here(self):
        signatures = os.path.join(self.folder, "signatures.json")
        self.run_algorithm("cluster", SERVER=URL, LAYERS=list(LAYERS), K=4, INIT="percentile", OUTPUT=signatures)
        with open(signatures, encoding="utf-8") as file:
            self.assertEqual(len(json.load(file)["classes"]), 4)
        there, here = os.path.join(self.folder, "there.tif"), os.path.join(self.folder, "here.tif")
        self.run_algorithm("classify", SERVER=URL, LAYER=LAYERS[1], SIGNATURES=signatures, OUTPUT=there)
        self.run_algorithm("classify", RASTER=FILES[1], SIGNATURES=signatures, OUTPUT=here)
        self.assertEqual(labels_of(there), labels_of(here))
        self.assertLess({0, 1, 2}, distinct(there))

    def test_a_table_ends_with_csv(self):
        for name, scenes in (("there.csv", {"SERVER": URL, "LAYERS": LAYERS[0]}), ("here.csv", {"RASTERS": [FILES[0]]})):
            path = os.path.join(self.folder, name)
            self.run_algorithm("cluster", K=3, OUTPUT=path, **scenes)
            with open(path, encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            self.assertEqual([row["class"] for row in rows], ["1", "2", "3"])

    def test_signatures_to_begin_with_bring_their_own_k(self):
        first, second = os.path.join(self.folder, "first.json"), os.path.join(self.folder, "second.json")
        self.run_algorithm("cluster", SERVER=URL, LAYERS=LAYERS[0], K=3, OUTPUT=first)
        self.run_algorithm("cluster", SERVER=URL, LAYERS=LAYERS[1], INIT_SIGNATURES=first, OUTPUT=second)
        with open(second, encoding="utf-8") as file:
            self.assertEqual(len(json.load(file)["classes"]), 3)

    def test_a_model_chains_both(self):
        model = QgsProcessingModelAlgorithm("series", "test")
        cluster = QgsProcessingModelChildAlgorithm("iikmc:cluster")
        cluster.setChildId("cluster")
        classify = QgsProcessingModelChildAlgorithm("iikmc:classify")
        classify.setChildId("classify")
        fixed = QgsProcessingModelChildParameterSource.fromStaticValue
        for child, values in (
            (cluster, {"SERVER": URL, "LAYERS": LAYERS[0], "K": 3}),
            (classify, {"SERVER": URL, "LAYER": LAYERS[1]}),
        ):
            for name, value in values.items():
                child.addParameterSources(name, [fixed(value)])
        classify.addParameterSources(
            "SIGNATURES", [QgsProcessingModelChildParameterSource.fromChildOutput("cluster", "OUTPUT")]
        )
        output = QgsProcessingModelOutput("map")
        output.setChildId("classify")
        output.setChildOutputName("OUTPUT")
        classify.setModelOutputs({"map": output})
        model.addChildAlgorithm(cluster)
        model.addChildAlgorithm(classify)
        path = os.path.join(self.folder, "model.tif")
        context = QgsProcessingContext()
        outcome, succeeded = model.run({"classify:map": path}, context, Recorder())
        self.assertTrue(succeeded)
        self.assertLess({0, 1}, distinct(path))

    def test_qgis_process_runs_them(self):
        path = os.path.join(self.folder, "process.json")
        # Debian's script of that name gives it an option that it does not know.
        program = shutil.which("qgis_process.bin") or "qgis_process"
        for command in (
            ["plugins", "enable", "iikmc"],
            ["run", "iikmc:cluster", f"--SERVER={URL}", f"--LAYERS={LAYERS[0]}", "--K=3", f"--OUTPUT={path}"],
        ):
            ran = subprocess.run([program, *command], capture_output=True, text=True)
            self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(len(json.load(file)["classes"]), 3)


class DefinitionTest(QgisTest):
    def test_parameters_come_from_the_description_of_the_process(self):
        algorithm = PROVIDER.algorithm("clusterseries")
        self.assertEqual(algorithm.displayName(), "Cluster series jointly")
        self.assertIn("class 3 means the same spectrum on every date", algorithm.shortHelpString())
        self.assertEqual(algorithm.parameterDefinition("K").defaultValue(), "8")
        self.assertEqual(algorithm.parameterDefinition("INIT").options(), ["midpoint", "percentile", "kmeans++"])
        threshold = algorithm.parameterDefinition("CHANGE_THRESHOLD")
        self.assertEqual((threshold.minimum(), threshold.maximum(), threshold.defaultValue()), (0, 1, 0.01))
        self.assertTrue(threshold.help().startswith("Stop when fewer than this share of the pixels"))
        advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
        folded = {each.name() for each in algorithm.parameterDefinitions() if each.flags() & advanced}
        self.assertLess({"CHANGE_THRESHOLD", "INIT", "WORKSPACE", "DEVICE", "AUTH"}, folded)
        self.assertFalse({"SERVER", "LAYERS", "RASTERS", "PREFIX", "K", "BANDS", "AOI", "LOAD"} & folded)

    def test_what_was_learnt_from_a_server_is_used(self):
        from iikmc import descriptions

        connection = Connection("learnt", URL)
        descriptions.learn(connection)
        path = descriptions._file(connection)
        with open(path, encoding="utf-8") as file:
            document = file.read()
        try:
            Connections().save(connection)
            Connections().choose("learnt")
            with open(path, "w", encoding="utf-8") as file:
                file.write(document.replace("<DefaultValue>8<", "<DefaultValue>9<"))
            PROVIDER.refreshAlgorithms()
            self.assertEqual(PROVIDER.algorithm("cluster").parameterDefinition("K").defaultValue(), "9")
            with open(path, "w", encoding="utf-8") as file:
                file.write(document[:500])
            PROVIDER.refreshAlgorithms()
            self.assertEqual(PROVIDER.algorithm("cluster").parameterDefinition("K").defaultValue(), "8")
        finally:
            Connections().remove("learnt")
            PROVIDER.refreshAlgorithms()


class ConnectionTest(QgisTest):
    def test_addresses_are_taken_as_pasted(self):
        for pasted in (
            "http://host:8080/geoserver",
            " http://host:8080/geoserver/ ",
            "http://host:8080/geoserver/ows?service=WPS&request=GetCapabilities",
            "http://host:8080/geoserver/wps/",
        ):
            self.assertEqual(normalized(pasted), "http://host:8080/geoserver")
        for wrong in ("", "geoserver", "ftp://host/ows", "http://"):
            self.assertRaises(ServerError, normalized, wrong)
        with self.assertRaises(ServerError) as refused:
            normalized("http://admin:secret@host/geoserver")
        self.assertNotIn("secret", str(refused.exception))

    def test_connections_are_remembered_by_name(self):
        connections = Connections()
        for name in ("b/c ü", "A"):
            connections.save(Connection(name, URL, "abc"))
        try:
            self.assertEqual(connections.names(), ["A", "b/c ü"])
            connections.choose("b/c ü")
            self.assertEqual(Connections().chosen(), "b/c ü")
            self.assertEqual(Connections().resolve("b/c ü"), Connection("b/c ü", URL, "abc"))
            self.assertEqual(Connections().resolve("b/c ü", "xyz").authcfg, "xyz")
        finally:
            for name in connections.names():
                connections.remove(name)
        self.assertEqual(connections.chosen(), "")

    def test_the_dialog_tries_and_keeps_what_it_was_given(self):
        from iikmc.gui.connections_dialog import ConnectionDialog

        auth = sign_in()
        dialog = ConnectionDialog(Connection("mine", URL, auth))
        self.assertEqual(dialog.connection(), Connection("mine", URL, auth))
        dialog._test()
        self.assertIn("The server is there", dialog._outcome.text())
        dialog._address.setText("nonsense")
        dialog._test()
        self.assertIn("not the address of a server", dialog._outcome.text())
        wrong = ConnectionDialog(Connection("mine", URL, sign_in("wrong")))
        wrong._test()
        self.assertIn("does not accept the user and password", wrong._outcome.text())

    def test_widgets_offer_what_the_server_has(self):
        from iikmc.gui.pick_dialog import PickDialog
        from processing.gui.AlgorithmDialog import AlgorithmDialog

        dialog = AlgorithmDialog(PROVIDER.algorithm("clusterseries").create())
        wrappers = dialog.mainWidget().wrappers
        wrappers["SERVER"].setValue(URL)
        coverages = wrappers["LAYERS"].ask_catalog(Catalog.coverages)
        self.assertEqual([coverage.name for coverage in coverages], list(LAYERS))
        wrappers["LAYERS"].setValue("other:one," + LAYERS[1])
        picking = PickDialog("", [(each, "") for each in LAYERS], wrappers["LAYERS"].names(), True)
        self.assertEqual(picking.picked(), ["other:one", LAYERS[1]])
        bands = PickDialog("", [(each, "") for each in ("B2", "B3", "B4", "B5")], ["B5", "B2", "B4"], True)
        bands._list.item(2).setCheckState(Qt.CheckState.Unchecked)
        bands._list.item(1).setCheckState(Qt.CheckState.Checked)
        self.assertEqual(bands.picked(), ["B5", "B2", "B3"])
        wrappers["PREFIX"].setParameterValue("any", QgsProcessingContext())
        wrappers["LAYERS"].setValue(list(LAYERS))
        self.assertEqual(wrappers["LAYERS"].value(), ",".join(LAYERS))
        self.assertEqual(wrappers["BANDS"]._bands(), ("B2", "B3", "B4", "B5", "B6", "B7"))
        self.assertEqual(dialog.createProcessingParameters()["LAYERS"], ",".join(LAYERS))


class FailureTest(QgisTest):
    def series(self, **more):
        return self.failure("clusterseries", **{"SERVER": URL, "LAYERS": LAYERS[0], "PREFIX": "failing", **more})

    def test_each_failure_is_one_sentence_with_its_remedy(self):
        self.assertIn("wants you to sign in; choose an authentication", self.series())
        self.assertIn("does not accept the user and password, or token", self.series(AUTH=sign_in("wrong")))
        self.assertIn("can't be reached (Connection refused); check", self.series(SERVER="http://127.0.0.1:9"))
        self.assertIn("There is no connection “nowhere”", self.series(SERVER="nowhere"))
        self.assertIn("No server is chosen", self.series(SERVER=""))
        self.assertIn("Give either scenes on the server or rasters", self.series(LAYERS=""))
        self.assertIn("Give either scenes on the server or rasters", self.series(RASTERS=[FILES[0]]))
        auth = sign_in()
        self.assertIn("scenes:nothing", self.series(AUTH=auth, LAYERS="scenes:nothing"))
        self.assertIn("B99", self.series(AUTH=auth, BANDS="B99"))
        self.assertIn("--memory", self.series(LAYERS="", RASTERS=[FILES[0]], MEMORY="nonsense"))

    def test_a_result_without_a_place_is_one_sentence(self):
        taken = os.path.join(self.folder, "taken.json")
        os.mkdir(taken)
        message = self.failure("cluster", SERVER=URL, LAYERS=LAYERS[0], K=2, OUTPUT=taken)
        self.assertEqual(message, f"A file can't be read or written {taken}: Is a directory.")

    def test_names_of_a_server_do_not_lead_out_of_the_folder(self):
        from iikmc.results.maps import download_maps, series_folder

        class Server:
            def here(self, link):
                return link

            def get(self, address):
                return b"II*\0" + address.encode()

        report = {
            "scenes": [{"name": "s", "map": "s.tif"}],
            "published": {"layers": [{"scene": "s", "name": "../a:/b", "wcs": "the map"}]},
        }
        folder = os.path.join(self.folder, "maps")
        report["published"]["confidenceLayers"] = [{"scene": "s", "name": "../a:/b_c", "wcs": "its confidence"}]
        paths, confidence = download_maps(Server(), report, folder, Recorder())
        self.assertEqual(paths, [os.path.join(folder, ".._a__b.tif")])
        self.assertEqual(confidence, {"s": os.path.join(folder, ".._a__b_c.tif")})
        self.assertEqual(series_folder(self.folder, "../..", True), os.path.join(self.folder, "_.."))
        self.assertEqual(series_folder(self.folder, "..", False), os.path.join(self.folder, "series"))

    def test_what_no_run_wrote_is_not_replaced_by_maps(self):
        from iikmc.results.staging import NewFolder

        folder = os.path.join(self.folder, "maps")
        self.replace(folder, b"old")
        with open(os.path.join(folder, "a.tif"), "rb") as file:
            self.assertEqual(file.read(), b"old")
        self.replace(folder, b"new")
        notes = os.path.join(folder, "a.tif.aux.xml")
        with open(notes, "w", encoding="utf-8") as file:
            file.write("statistics")
        with self.assertRaises(ServerError) as caught:
            self.replace(folder, b"newer")
        self.assertIn(f"{notes} was not written by a run", str(caught.exception))
        self.assertEqual(sorted(os.listdir(folder)), ["a.tif", "a.tif.aux.xml", "iikmc.sha256"])
        self.assertEqual(os.listdir(self.folder), ["maps"])
        with NewFolder(os.path.join(self.folder, "other")):
            pass
        self.assertEqual(os.listdir(self.folder), ["maps"])

    def test_two_downloads_at_once_leave_each_other_alone(self):
        from iikmc.results.staging import NewFolder

        with NewFolder(os.path.join(self.folder, "one")) as one:
            with NewFolder(os.path.join(self.folder, "two")) as two:
                self.assertTrue(os.path.isdir(one.path))
                two.commit()
            one.commit()
        self.assertEqual(sorted(os.listdir(self.folder)), ["one", "two"])

    def test_a_killed_download_is_finished_or_removed(self):
        from iikmc.results.staging import recover

        killed = (
            "import os, sys\n"
            f"sys.path[:0] = {sys.path!r}\n"
            "from iikmc.results import staging\n"
            "moves = [0]\n"
            "rename = os.rename\n"
            "def counted(old, new):\n"
            "    moves[0] += 1\n"
            "    if moves[0] == int(sys.argv[2]):\n"
            "        os._exit(9)\n"
            "    rename(old, new)\n"
            "os.rename = counted\n"
            "with staging.NewFolder(sys.argv[1]) as new:\n"
            "    open(os.path.join(new.path, 'a.tif'), 'wb').write(b'new')\n"
            "    new.commit()\n"
        )
        for move in range(1, 5):
            folder = os.path.join(self.folder, str(move), "maps")
            self.replace(folder, b"old")
            status = subprocess.run([sys.executable, "-c", killed, folder, str(move)], check=False).returncode
            self.assertEqual(status, 9, move)
            recover(os.path.dirname(folder))
            self.assertEqual(os.listdir(os.path.dirname(folder)), ["maps"], move)
            with open(os.path.join(folder, "a.tif"), "rb") as file:
                self.assertEqual(file.read(), b"old" if move == 1 else b"new", move)

    @staticmethod
    def replace(folder, content):
        from iikmc.results.staging import NewFolder

        with NewFolder(folder) as new:
            with open(os.path.join(new.path, "a.tif"), "wb") as file:
                file.write(content)
            new.commit()

    def test_another_server_is_told_from_a_broken_one(self):
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802
                self.answer()

            def do_POST(self):  # noqa: N802
                self.rfile.read(int(self.headers["Content-Length"]))
                self.answer()

            def answer(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"<!doctype html><p>Hello<br>")

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            self.assertIn("The answer is no XML", self.series(SERVER=f"http://127.0.0.1:{server.server_port}"))
        finally:
            server.shutdown()

    def test_a_server_that_is_silent_is_given_up(self):
        before = QgsNetworkAccessManager.timeout()
        with socket.create_server(("127.0.0.1", 0)) as silent:
            QgsNetworkAccessManager.setTimeout(1000)
            try:
                message = self.series(SERVER=f"http://127.0.0.1:{silent.getsockname()[1]}")
            finally:
                QgsNetworkAccessManager.setTimeout(before)
        self.assertIn("did not answer within 1 s", message)

    def test_without_a_jar_the_options_are_named(self):
        from processing.core.ProcessingConfig import ProcessingConfig

        jar = ProcessingConfig.getSetting("IIKMC_JAR")
        ProcessingConfig.setSettingValue("IIKMC_JAR", "")
        try:
            message = self.failure("cluster", RASTERS=[FILES[0]], OUTPUT="TEMPORARY_OUTPUT")
        finally:
            ProcessingConfig.setSettingValue("IIKMC_JAR", jar)
        self.assertIn("Settings ‣ Options ‣ Processing ‣ Providers ‣ IIkMC", message)

    def test_cancel_dismisses_the_run_on_the_server(self):
        recorder = Recorder(cancel_at="")
        result = self.run_algorithm(
            "clusterseries",
            recorder,
            SERVER=URL,
            AUTH=sign_in(),
            LAYERS=list(LAYERS),
            PREFIX="never",
            K=255,
            CHANGE_THRESHOLD=0,
            COMPARE_PER_SCENE=True,
        )
        self.assertEqual(result, {})
        self.assertIn("Cancelled; nothing was kept.", recorder.messages)
        # One run at a time: after the next one the first would be published if it had gone on.
        path = os.path.join(self.folder, "after.json")
        self.run_algorithm("cluster", SERVER=URL, LAYERS=LAYERS[0], K=2, OUTPUT=path)
        with urllib.request.urlopen(URL + "/series.json") as listing:
            self.assertNotIn("never", [each["name"] for each in json.load(listing)["series"]])

    def test_cancel_ends_the_command_line(self):
        recorder = Recorder(cancel_at="Iteration 2:")
        result = self.run_algorithm(
            "clusterseries",
            recorder,
            RASTERS=list(FILES),
            PREFIX="cancelled",
            K=200,
            CHANGE_THRESHOLD=0,
            MAX_ITERATIONS=1000000,
            FOLDER=os.path.join(self.folder, "maps"),
        )
        self.assertEqual(result, {})
        self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    main()
