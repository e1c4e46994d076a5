# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS without windows that has the packaged plugin, in a profile of its own.

The environment says what to test: IIKMC_ZIP (the plugin), IIKMC_JAR (the command line), IIKMC_JAVA,
IIKMC_URL and IIKMC_TOKEN (a running server), IIKMC_SCENES (the folder of its scenes).
"""

import atexit
import os
import shutil
import sys
import tempfile
import unittest
import zipfile

PROFILE = tempfile.mkdtemp(prefix="iikmc-qgis")
atexit.register(shutil.rmtree, PROFILE, True)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HOME"] = PROFILE
os.environ.setdefault("XDG_RUNTIME_DIR", PROFILE)
# As "qgis --profiles-path" has it, and qgis_process too.
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = PROFILE

_PLUGINS = os.path.join(PROFILE, "profiles", "default", "python", "plugins")
zipfile.ZipFile(os.environ["IIKMC_ZIP"]).extractall(_PLUGINS)
sys.path[:0] = [_PLUGINS, "/usr/share/qgis/python/plugins", "/usr/share/qgis/python"]

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProcessingFeedback, QgsProject  # noqa: E402

_application = QgsApplication([], True, os.path.join(PROFILE, "profiles", "default"))
_application.initQgis()

import processing  # noqa: E402
from processing.core.Processing import Processing  # noqa: E402
from processing.core.ProcessingConfig import ProcessingConfig  # noqa: E402

Processing.initialize()

from iikmc.provider import IikmcProvider  # noqa: E402

PROVIDER = IikmcProvider()
QgsApplication.processingRegistry().addProvider(PROVIDER)
QgsApplication.authManager().setMasterPassword("a master password", True)
ProcessingConfig.setSettingValue("IIKMC_JAR", os.environ["IIKMC_JAR"])
ProcessingConfig.setSettingValue("IIKMC_JAVA", os.environ["IIKMC_JAVA"])

URL = os.environ["IIKMC_URL"].rstrip("/")
TOKEN = os.environ["IIKMC_TOKEN"]
DAYS = ("2024-01-15", "2024-05-15", "2024-09-14")
NAMES = tuple("sim_" + day.replace("-", "") for day in DAYS)
LAYERS = tuple("scenes:" + name for name in NAMES)
FILES = tuple(os.path.join(os.environ["IIKMC_SCENES"], name + ".tif") for name in NAMES)


def sign_in(password=TOKEN):
    """Id of an entry in the authentication manager."""
    config = QgsAuthMethodConfig()
    config.setName("test")
    config.setMethod("Basic")
    config.setConfig("username", "anybody")
    config.setConfig("password", password)
    stored = QgsApplication.authManager().storeAuthenticationConfig(config)
    assert stored[0] if isinstance(stored, tuple) else stored
    return config.id()


class Recorder(QgsProcessingFeedback):
    """Keeps what a run says; cancels it at a message that contains a text, or at any for ""."""

    def __init__(self, cancel_at=None):
        super().__init__()
        self.messages = []
        self.percents = []
        self._cancel_at = cancel_at
        self.progressChanged.connect(self.percents.append)

    def pushInfo(self, text):  # noqa: N802
        self.messages.append(text)
        if self._cancel_at is not None and self._cancel_at in text:
            self.cancel()


class QgisTest(unittest.TestCase):
    """Begins with an empty project and a temporary folder."""

    def setUp(self):
        QgsProject.instance().clear()
        self.folder = tempfile.mkdtemp(dir=PROFILE)

    def run_algorithm(self, name, feedback=None, **parameters):
        return processing.run("iikmc:" + name, parameters, feedback=feedback or Recorder())

    def failure(self, name, **parameters):
        """The sentence with which an algorithm fails."""
        with self.assertRaises(Exception) as caught:
            self.run_algorithm(name, **parameters)
        return str(caught.exception)


def main():
    """Runs the tests of the script, and leaves before QGIS takes itself apart, which may crash."""
    outcome = unittest.main(exit=False, verbosity=2).result
    sys.stdout.flush()
    sys.stderr.flush()
    shutil.rmtree(PROFILE, True)
    os._exit(0 if outcome.wasSuccessful() and outcome.testsRun else 1)
