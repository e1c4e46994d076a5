/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.iikmc.kmeans.problem.InputException;

/**
 * Blocks of TIFFs that are WebP images without loss (RFC 9649), unpacked by TwelveMonkeys. It
 * decodes images with loss to values that differ from those of libwebp by tens, so that these are
 * refused. A host may leave the library out.
 */
final class WebpBlocks {
  /** What it is found by; other readers of WebP were not compared with libwebp. */
  private static final String LIBRARY = "com.twelvemonkeys.";

  /** Of a container, in which the kind of its first chunk says how pixels are packed. */
  private static final int HEADER = 12;

  private static final int CHUNK_HEADER = 8;

  private WebpBlocks() {}

  /** Whether the library is there. */
  static boolean areRead() {
    return library().isPresent();
  }

  /** Not by ImageIO, whose registry is shared by all of a server. */
  private static Optional<ImageReaderSpi> library() {
    return ServiceLoader.load(ImageReaderSpi.class, WebpBlocks.class.getClassLoader()).stream()
        .filter(provider -> provider.type().getName().startsWith(LIBRARY))
        .map(ServiceLoader.Provider::get)
        .filter(reader -> List.of(reader.getFormatNames()).contains("webp"))
        .findFirst();
  }

  /**
   * Sees that the first block of a file is one that can be read.
   *
   * @param offsets of all blocks; 0 where there is none
   * @param sizes of the same
   * @throws InputException if it is one with loss
   */
  static void check(Path file, long[] offsets, long[] sizes) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      for (int i = 0; i < Math.min(offsets.length, sizes.length); i++) {
        if (sizes[i] == 0) {
          continue;
        }
        byte[] start = new byte[(int) Math.max(0, Math.min(sizes[i], bytes.length() - offsets[i]))];
        bytes.read(offsets[i], start, 0, start.length);
        if (pixels(start, start.length).equals(Optional.of("VP8 "))) {
          throw new UnsupportedRasterException(
              file,
              " is compressed as WebP with loss, which the command line reads where GDAL is installed;"
                  + " convert it with gdal_translate -co COMPRESS=DEFLATE.");
        }
        return;
      }
    }
  }

  /** Kind of the chunk of pixels: "VP8L" without loss, "VP8 " with it; empty if there is none. */
  private static Optional<String> pixels(byte[] block, int size) {
    for (long at = HEADER; at + CHUNK_HEADER <= size; ) {
      int here = (int) at;
      String kind = new String(block, here, 4, StandardCharsets.ISO_8859_1);
      if (kind.startsWith("VP8") && !kind.equals("VP8X")) {
        return Optional.of(kind);
      }
      long length = 0;
      for (int i = 7; i >= 4; i--) {
        length = length << Byte.SIZE | block[here + i] & 0xFF;
      }
      at += CHUNK_HEADER + length + (length & 1);
    }
    return Optional.empty();
  }

  /**
   * Unpacks a block.
   *
   * @param size of the packed bytes
   * @param rows filled pixel by pixel
   * @param width of the block in pixels
   * @param samples of a pixel; of the image, a fourth that is missing is opaque
   * @return how many bytes were filled
   */
  static int unpack(byte[] packed, int size, byte[] rows, int width, int height, int samples)
      throws IOException {
    if (!pixels(packed, size).equals(Optional.of("VP8L"))) {
      throw new IIOException("a block is no WebP without loss");
    }
    ImageReader reader = library().orElseThrow().createReaderInstance();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(packed, 0, size))) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
        throw new IIOException(
            "a block has " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels");
      }
      Raster raster = reader.read(0).getRaster();
      int[] row = new int[width];
      for (int b = 0; b < samples; b++) {
        for (int y = 0; y < height; y++) {
          if (b < raster.getNumBands()) {
            raster.getSamples(0, y, width, 1, b, row);
          } else {
            java.util.Arrays.fill(row, 0xFF);
          }
          for (int x = 0; x < width; x++) {
            rows[(y * width + x) * samples + b] = (byte) row[x];
          }
        }
      }
      return width * height * samples;
    } finally {
      reader.dispose();
    }
  }
}
