/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The packaged QGIS plugin with the Qt of QGIS 4, by src/qgis/src/test/python/qt6_test.py. Needs no
 * QGIS; skipped where PyQt6 is not installed.
 */
class Qt6IT {
  @Test
  void thePluginFitsPyQt6() throws IOException, InterruptedException {
    assumeTrue(QgisIT.canImport("PyQt6.QtWidgets"), "PyQt6 is not installed");
    QgisIT.run("qt6_test.py", Map.of());
  }
}
