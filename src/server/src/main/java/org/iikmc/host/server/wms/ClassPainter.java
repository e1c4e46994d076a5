/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;
import org.iikmc.host.server.layers.ClassLayer;
import org.iikmc.host.server.layers.ConfidenceLayer;
import org.iikmc.raster.Grid;
import org.iikmc.raster.read.TiffFile;
import org.iikmc.raster.style.ClassStyle;

/** Paints classified scenes in the colours of their classes, and how sure they are in grey. */
final class ClassPainter {
  /**
   * Paints a map over what is there.
   *
   * @param style of its classes
   * @param canvas colours with alpha, row by row
   */
  void paint(ClassLayer.Map map, ClassStyle style, Viewport view, int[] canvas) throws IOException {
    paint(map.file(), colors(style), view, canvas);
  }

  /**
   * Paints how sure labels are over what is there: black for doubtful ones to white for sure ones.
   *
   * @param canvas likewise
   */
  void paint(ConfidenceLayer layer, Viewport view, int[] canvas) throws IOException {
    int[] greys = new int[256];
    for (int i = 1; i < greys.length; i++) {
      greys[i] = new Color(i, i, i).getRGB();
    }
    paint(layer.file(), greys, view, canvas);
  }

  /**
   * @param colors of the values of the first band; 0 for those that let through what is there
   */
  private static void paint(TiffFile file, int[] colors, Viewport view, int[] canvas)
      throws IOException {
    Grid grid = file.grid();
    Lookup lookup = new Lookup(view, grid);
    Rectangle wanted = lookup.window();
    if (wanted.isEmpty()) {
      return;
    }
    Window window = Window.read(file, grid.width(), grid.height(), wanted, lookup.factor());
    byte[] labels = labels(window.raster());
    int width = window.raster().getWidth();
    for (int at = 0; at < canvas.length; at++) {
      float column = lookup.column(at);
      float row = lookup.row(at);
      if (column >= 0 && row >= 0 && column < grid.width() && row < grid.height()) {
        int x = window.x(column) - window.raster().getMinX();
        int y = window.y(row) - window.raster().getMinY();
        int color = colors[labels[y * width + x] & 0xFF];
        if (color != 0) {
          canvas[at] = color;
        }
      }
    }
  }

  private static byte[] labels(Raster raster) {
    if (raster.getDataBuffer() instanceof DataBufferByte bytes
        && raster.getSampleModel() instanceof PixelInterleavedSampleModel samples
        && samples.getScanlineStride() == raster.getWidth()
        && samples.getPixelStride() == 1
        && bytes.getData().length == raster.getWidth() * raster.getHeight()) {
      return bytes.getData();
    }
    byte[] labels = new byte[raster.getWidth() * raster.getHeight()];
    int[] row = null;
    for (int y = 0; y < raster.getHeight(); y++) {
      row = raster.getSamples(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, 0, row);
      for (int x = 0; x < raster.getWidth(); x++) {
        labels[y * raster.getWidth() + x] = (byte) row[x];
      }
    }
    return labels;
  }

  private static int[] colors(ClassStyle style) {
    IndexColorModel model = style.colorModel();
    int[] colors = new int[256];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = model.getAlpha(i) == 0 ? 0 : model.getRGB(i);
    }
    return colors;
  }
}
