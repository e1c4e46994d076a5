/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads marker segments of main headers and of headers of tile-parts (Annex A). */
final class HeaderReader {
  static final int SOC = 0xFF4F;
  static final int SOT = 0xFF90;
  static final int SOD = 0xFF93;
  static final int EOC = 0xFFD9;

  private static final int CAP = 0xFF50;
  private static final int SIZ = 0xFF51;
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int QCD = 0xFF5C;
  private static final int QCC = 0xFF5D;
  private static final int RGN = 0xFF5E;
  private static final int POC = 0xFF5F;
  private static final int PPM = 0xFF60;
  private static final int PPT = 0xFF61;

  private static final int MOST_LEVELS = 32;

  private final Buffered bytes;
  private ImageArea area;
  private Coding coding;

  HeaderReader(Buffered bytes) {
    this.bytes = bytes;
  }

  ImageArea area() {
    return area;
  }

  Coding coding() {
    return coding;
  }

  /**
   * Reads the main header.
   *
   * @param start of the codestream
   * @return where the first tile-part starts
   */
  long main(long start) throws IOException {
    if (bytes.shortAt(start) != SOC || bytes.shortAt(start + 2) != SIZ) {
      throw Jpeg2000Exception.damaged("it has no codestream where one should be");
    }
    long at = start + 2;
    while (bytes.shortAt(at) != SOT) {
      at = segment(at, true);
    }
    if (coding == null) {
      throw Jpeg2000Exception.damaged("it does not tell how it is coded");
    }
    coding.check();
    return at;
  }

  /**
   * Reads the header of a tile-part.
   *
   * @param known of the tile until now; it is changed
   * @return where its packets start
   */
  long tilePart(long header, long end, ImageArea image, Coding known) throws IOException {
    area = image;
    coding = known;
    long at = header;
    while (at + 2 <= end && bytes.shortAt(at) != SOD) {
      at = segment(at, false);
    }
    if (at + 2 > end) {
      throw Jpeg2000Exception.damaged("a tile has no pixels");
    }
    return at + 2;
  }

  /**
   * @return where the next one starts
   */
  private long segment(long at, boolean main) throws IOException {
    int marker = bytes.shortAt(at);
    if (marker < 0xFF50 || marker > 0xFF8F && marker != SIZ) {
      throw Jpeg2000Exception.damaged("there is no marker in its header at byte " + at);
    }
    long start = at + 4;
    long end = at + 2 + bytes.shortAt(at + 2);
    if (end < start) {
      throw Jpeg2000Exception.damaged("a segment of its header has no length");
    }
    switch (marker) {
      case SIZ -> siz(start, end, main);
      case COD -> cod(start, end);
      case COC -> coc(start, end);
      case QCD -> coding().setSteps(quantization(start, end));
      case QCC -> {
        int component = component(start);
        coding().setSteps(component, quantization(start + componentBytes(), end));
      }
      case CAP -> throw Jpeg2000Exception.unsupported("parts of later standards (HTJ2K)");
      case RGN -> throw Jpeg2000Exception.unsupported("a region of interest");
      case POC -> throw Jpeg2000Exception.unsupported("changes of the progression order");
      case PPM, PPT -> throw Jpeg2000Exception.unsupported("packed packet headers");
      default -> {} // of no influence on pixels: comments, lengths of tile-parts and packets
    }
    return end;
  }

  private void siz(long at, long end, boolean main) throws IOException {
    if (!main || area != null || end - at < 36) {
      throw Jpeg2000Exception.damaged("it tells its size twice or not whole");
    }
    int components = bytes.shortAt(at + 34);
    if (components < 1 || components > 16_384 || end - at != 36 + 3L * components) {
      throw Jpeg2000Exception.damaged("it has " + components + " components");
    }
    List<ImageArea.Component> all = new ArrayList<>();
    for (int c = 0; c < components; c++) {
      int kind = bytes.at(at + 36 + 3 * c);
      if (bytes.at(at + 37 + 3 * c) != 1 || bytes.at(at + 38 + 3 * c) != 1) {
        throw Jpeg2000Exception.unsupported("bands of different resolution");
      }
      all.add(new ImageArea.Component((kind & 0x7F) + 1, kind > 0x7F));
    }
    int[] n = new int[8];
    for (int i = 0; i < n.length; i++) {
      long value = bytes.intAt(at + 2 + 4 * i);
      if (value > Integer.MAX_VALUE && i != 4 && i != 5) {
        throw Jpeg2000Exception.damaged("it has sides of " + value + " pixels");
      }
      n[i] = (int) Math.min(value, Integer.MAX_VALUE);
    }
    area = new ImageArea(n[2], n[3], n[0], n[1], n[4], n[5], n[6], n[7], List.copyOf(all));
    if (area.x0() >= area.x1()
        || area.y0() >= area.y1()
        || n[4] < 1
        || n[5] < 1
        || n[6] > n[2]
        || n[7] > n[3]
        || (long) n[6] + n[4] <= n[2]
        || (long) n[7] + n[5] <= n[3]) {
      throw Jpeg2000Exception.damaged("its image and tiles do not lie upon each other");
    }
    if ((long) area.tilesAcross() * area.tilesDown() > 65_535) {
      throw Jpeg2000Exception.damaged("it has more tiles than can be numbered");
    }
    coding = new Coding(components);
  }

  private void cod(long at, long end) throws IOException {
    if (end - at < 10) {
      throw Jpeg2000Exception.damaged("its coding style is cut off");
    }
    int flags = bytes.at(at);
    Coding known = coding();
    known.sop = (flags & 2) != 0;
    known.eph = (flags & 4) != 0;
    known.progression = bytes.at(at + 1);
    known.layers = bytes.shortAt(at + 2);
    int transform = bytes.at(at + 4);
    known.multiComponent = transform == 1;
    if (known.progression > 4 || known.layers < 1 || transform > 1) {
      throw Jpeg2000Exception.damaged("its coding style is none that there is");
    }
    known.setStyle(style(at + 5, end, (flags & 1) != 0));
  }

  private void coc(long at, long end) throws IOException {
    int component = component(at);
    long style = at + componentBytes();
    coding().setStyle(component, style(style + 1, end, (bytes.at(style) & 1) != 0));
  }

  private CodingStyle style(long at, long end, boolean precincts) throws IOException {
    int levels = bytes.at(at);
    int width = bytes.at(at + 1) + 2;
    int height = bytes.at(at + 2) + 2;
    int blocks = bytes.at(at + 3);
    int filter = bytes.at(at + 4);
    if (levels > MOST_LEVELS
        || width > 10
        || height > 10
        || width + height > 12
        || filter > 1
        || end - at != 5 + (precincts ? levels + 1 : 0)) {
      throw Jpeg2000Exception.damaged("its coding style is none that there is");
    }
    if (blocks > 63) {
      throw Jpeg2000Exception.unsupported("code-blocks of later standards (HTJ2K)");
    }
    int[] sizes = new int[levels + 1];
    for (int r = 0; r <= levels; r++) {
      sizes[r] = precincts ? bytes.at(at + 5 + r) : 0xFF;
      if (r > 0 && ((sizes[r] & 15) == 0 || sizes[r] >> 4 == 0)) {
        throw Jpeg2000Exception.damaged("its precincts have no size");
      }
    }
    return new CodingStyle(levels, width, height, blocks, filter == 1, sizes);
  }

  private Quantization quantization(long at, long end) throws IOException {
    int style = bytes.at(at) & 31;
    if (style > 2) {
      throw Jpeg2000Exception.damaged("its quantization is none that there is");
    }
    int size = style == 0 ? 1 : 2;
    int[] steps = new int[(int) Math.max(0, end - at - 1) / size];
    if (steps.length == 0) {
      throw Jpeg2000Exception.damaged("it has fewer step sizes than subbands");
    }
    for (int i = 0; i < steps.length; i++) {
      steps[i] = style == 0 ? bytes.at(at + 1 + i) >> 3 << 11 : bytes.shortAt(at + 1 + 2 * i);
    }
    return new Quantization(style, bytes.at(at) >> 5, steps);
  }

  private int componentBytes() {
    return area.components().size() < 257 ? 1 : 2;
  }

  private int component(long at) throws IOException {
    int component = componentBytes() == 1 ? bytes.at(at) : bytes.shortAt(at);
    if (component >= area.components().size()) {
      throw Jpeg2000Exception.damaged("it tells of a component that it does not have");
    }
    return component;
  }
}
