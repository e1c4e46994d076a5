/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.iikmc.raster.write.LabelReader;

/** Maps for tests of what cleans them. */
final class Maps {
  private Maps() {}

  /** A map as one block. */
  static LabelReader reader(byte[] labels, int width) {
    return new LabelReader() {
      @Override
      public List<Rectangle> windows() {
        return List.of(new Rectangle(width, labels.length / width));
      }

      @Override
      public void read(int block, byte[] cells) {
        System.arraycopy(labels, 0, cells, 0, labels.length);
      }
    };
  }

  static LabelFile file(Path folder, byte[] labels, int width) throws IOException {
    Path file = folder.resolve("labels" + System.nanoTime());
    return LabelFile.copy(file, reader(labels, width), width, labels.length / width);
  }

  static byte[] all(LabelFile file) throws IOException {
    return file.rows(0, file.height());
  }

  /** Patches with noise over them. */
  static byte[] random(
      Random random, int width, int height, int classes, int patch, double noise, double holes) {
    byte[] labels = new byte[width * height];
    int across = width / patch + 1;
    int[] patches = random.ints((long) across * (height / patch + 1), 1, classes + 1).toArray();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int label = patches[y / patch * across + x / patch];
        label = random.nextDouble() < noise ? 1 + random.nextInt(classes) : label;
        labels[y * width + x] = (byte) (random.nextDouble() < holes ? 0 : label);
      }
    }
    return labels;
  }
}
