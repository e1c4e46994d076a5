/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes maps as PNG, with a colour table where there are few colours. */
final class PngWriter {
  /** A deflater's level 4 or so: nearly as small as the best, in a fraction of its time. */
  private static final float QUALITY = 0.55f;

  /**
   * @param canvas colours with alpha, row by row
   */
  byte[] write(int[] canvas, int width, int height) throws IOException {
    return write(indexed(canvas, width, height).orElseGet(() -> direct(canvas, width, height)));
  }

  byte[] write(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam params = writer.getDefaultWriteParam();
      if (params.canWriteCompressed()) {
        params.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        params.setCompressionQuality(QUALITY);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), params);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage direct(int[] canvas, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, width, height, canvas, 0, width);
    return image;
  }

  private static Optional<BufferedImage> indexed(int[] canvas, int width, int height) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] colors = new int[256];
    byte[] pixels = new byte[canvas.length];
    int last = ~canvas[0];
    int number = 0;
    for (int at = 0; at < canvas.length; at++) {
      if (canvas[at] != last) {
        last = canvas[at];
        Integer known = numbers.get(last);
        if (known == null) {
          if (numbers.size() == colors.length) {
            return Optional.empty();
          }
          known = numbers.size();
          colors[known] = last;
          numbers.put(last, known);
        }
        number = known;
      }
      pixels[at] = (byte) number;
    }
    IndexColorModel model =
        new IndexColorModel(
            8,
            Math.max(2, numbers.size()),
            colors,
            0,
            true,
            -1,
            java.awt.image.DataBuffer.TYPE_BYTE);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    return Optional.of(image);
  }
}
