/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;

/** The JPEG 2000 files that jp2s.py made with GDAL, and what GDAL reads of them. */
final class Jp2Samples {
  private Jp2Samples() {}

  /**
   * Unpacks them into a folder.
   *
   * @return names of the files without their ending
   */
  static List<String> unpack(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (var in = new ZipInputStream(Jp2Samples.class.getResourceAsStream("jp2s.zip"))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.write(folder.resolve(entry.getName()), in.readAllBytes());
        if (entry.getName().endsWith(".jp2")) {
          names.add(entry.getName().replace(".jp2", ""));
        }
      }
    }
    return names;
  }

  /**
   * What GDAL reads.
   *
   * @param place its geotransform
   * @param values band after band; NaN where there is no pixel
   */
  record Judged(double[] place, int width, int height, int bands, double[] values) {
    static Judged of(Path raw) throws IOException {
      ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(raw));
      double[] place = new double[6];
      for (int i = 0; i < place.length; i++) {
        place[i] = in.getDouble();
      }
      int width = (int) in.getDouble();
      int height = (int) in.getDouble();
      int bands = (int) in.getDouble();
      double[] values = new double[width * height * bands];
      in.asDoubleBuffer().get(values);
      return new Judged(place, width, height, bands, values);
    }

    double at(int band, int x, int y) {
      return values[(band * height + y) * width + x];
    }
  }
}
