/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.Parameters;
import org.iikmc.host.server.layers.Layers;
import org.iikmc.job.catalog.DirectoryCatalog;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.SceneFolder;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapLimitsTest {
  private static MapRequest request(String layers, int side) {
    return MapRequest.read(
        Parameters.parse(
            "crs=EPSG:3857&bbox=0,0,1,1&layers=" + layers + "&width=" + side + "&height=" + side),
        WmsVersion.V1_3_0,
        4096);
  }

  @Test
  void layersTimesPixelsHaveALimit() {
    assertThat(request("a,".repeat(16), 4096).layers()).hasSize(16);
    assertThat(request("a,".repeat(64), 2048).layers()).hasSize(64);
    assertThatThrownBy(() -> request("a,".repeat(17), 4096))
        .isInstanceOf(OwsException.class)
        .hasMessageContaining("17 layers of 4096 x 4096 pixels")
        .hasMessageContaining("268435456");
  }

  @Test
  void aMapThatTakesTooLongIsAnException(@TempDir Path folder) throws Exception {
    Path scenes = Files.createDirectory(folder.resolve("scenes"));
    var scene = new SeriesSimulator(new SimulationSettings(1, 40, 4, 5)).scene(0);
    new SimulatedTiff(scene).writeBands(scenes.resolve("s.tif"));
    try (RasterReaders readers = new RasterReaders()) {
      Layers layers =
          new Layers(
              new DirectoryCatalog(
                  new SceneFolder(scenes, new SceneFinder(readers), e -> {}), folder),
              readers);
      assertThat(new GetMap(layers, Duration.ofHours(1)).answer(request("s", 9)).contentType())
          .isEqualTo("image/png");
      GetMap hasty = new GetMap(layers, Duration.ZERO);
      for (int i = 0; i < 9; i++) { // more than there are turns: each is given back
        assertThatThrownBy(() -> hasty.answer(request("s", 9)))
            .isInstanceOf(OwsException.class)
            .hasMessageContaining("longer than 0 seconds")
            .hasMessageContaining("fewer layers");
      }
    }
  }
}
