# SPDX-License-Identifier: GPL-2.0-or-later
"""The provider in the processing toolbox."""

import os
from collections import deque

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms.apply_legend import ApplyLegendAlgorithm
from .algorithms.change import ChangeAlgorithm
from .algorithms.classify import ClassifyAlgorithm
from .algorithms.cluster import ClusterAlgorithm
from .algorithms.cluster_series import ClusterSeriesAlgorithm
from .local import JAR_SETTING, JAVA_SETTING


class IikmcProvider(QgsProcessingProvider):
    """The algorithms, and the options that rasters of this computer need."""

    def __init__(self):
        super().__init__()
        self._kept = deque(maxlen=10_000)

    def keep(self, processor):
        """A reference of QGIS alone does not keep a Python object; results of several runs may be under way."""
        self._kept.append(processor)

    def id(self):
        return "iikmc"

    def name(self):
        return "IIkMC"

    def longName(self):  # noqa: N802
        return "IIkMC (joint clustering of image series)"

    def icon(self):
        return QIcon(os.path.join(os.path.dirname(__file__), "icon.svg"))

    def load(self):
        ProcessingConfig.settingIcons[self.name()] = self.icon()
        for setting in (
            Setting(
                self.name(),
                JAR_SETTING,
                "iikmc.jar, for rasters of this computer (its lib folder beside it)",
                "",
                valuetype=Setting.FILE,
            ),
            Setting(self.name(), JAVA_SETTING, "Java 17 or newer, if it is not on the path", "", valuetype=Setting.FILE),
        ):
            ProcessingConfig.addSetting(setting)
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self):
        for setting in (JAR_SETTING, JAVA_SETTING):
            ProcessingConfig.removeSetting(setting)

    def loadAlgorithms(self):  # noqa: N802
        for algorithm in (ClusterSeriesAlgorithm, ClusterAlgorithm, ClassifyAlgorithm, ChangeAlgorithm, ApplyLegendAlgorithm):
            self.addAlgorithm(algorithm())
