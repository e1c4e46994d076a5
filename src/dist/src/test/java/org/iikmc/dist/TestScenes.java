/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** GeoTIFFs for tests, written by GeoTools alone. */
final class TestScenes {
  private TestScenes() {}

  /** 16 × 16 pixels of uint16 that all have one value. */
  static void write(Path file, int bands, int value) throws IOException {
    WritableRaster raster =
        Raster.createWritableRaster(
            new BandedSampleModel(DataBuffer.TYPE_USHORT, 16, 16, bands), null);
    for (int b = 0; b < bands; b++) {
      for (int i = 0; i < 256; i++) {
        raster.setSample(i % 16, i / 16, b, value);
      }
    }
    try {
      GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
      writer.write(
          new GridCoverageFactory()
              .create(
                  "test",
                  raster,
                  new ReferencedEnvelope(
                      500_000, 500_480, 3_500_000, 3_500_480, CRS.decode("EPSG:32642", true))),
          null);
      writer.dispose();
    } catch (FactoryException e) {
      throw new IOException(e);
    }
  }
}
