/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The code-blocks of a precinct while its packets are read (B.6, B.10). */
final class Precinct {
  private final List<Part> parts = new ArrayList<>();
  private final CodingStyle style;

  /** Of one subband. */
  private record Part(
      Subband band, int across, int down, CodeBlock[] blocks, TagTree inclusion, TagTree zeros) {}

  private record Body(CodeBlock block, int length) {}

  /**
   * @param number in its resolution, row by row
   */
  Precinct(Resolution resolution, int number, boolean lowest, CodingStyle style) {
    this.style = style;
    int half = lowest ? 0 : 1;
    int column = number % resolution.precinctsAcross();
    int row = number / resolution.precinctsAcross();
    int blockWidth = Math.min(style.blockWidth(), resolution.precinctWidth() - half);
    int blockHeight = Math.min(style.blockHeight(), resolution.precinctHeight() - half);
    for (Subband band : resolution.bands()) {
      Area all = band.area();
      Area area =
          new Area(
              (int) Math.max(resolution.precinctX(column) >> half, all.x0()),
              (int) Math.max(resolution.precinctY(row) >> half, all.y0()),
              (int) Math.min(resolution.precinctX(column + 1) >> half, all.x1()),
              (int) Math.min(resolution.precinctY(row + 1) >> half, all.y1()));
      if (!area.isEmpty()) {
        parts.add(part(band, area, blockWidth, blockHeight));
      }
    }
  }

  private static Part part(Subband band, Area area, int blockWidth, int blockHeight) {
    int left = area.x0() >> blockWidth;
    int top = area.y0() >> blockHeight;
    int across = Area.ceiling(area.x1(), blockWidth) - left;
    int down = Area.ceiling(area.y1(), blockHeight) - top;
    CodeBlock[] blocks = new CodeBlock[across * down];
    for (int i = 0; i < blocks.length; i++) {
      long x = (long) left + i % across << blockWidth;
      long y = (long) top + i / across << blockHeight;
      blocks[i] =
          new CodeBlock(
              new Area(
                  (int) Math.max(x, area.x0()),
                  (int) Math.max(y, area.y0()),
                  (int) Math.min(x + (1L << blockWidth), area.x1()),
                  (int) Math.min(y + (1L << blockHeight), area.y1())));
    }
    return new Part(
        band, across, down, blocks, new TagTree(across, down), new TagTree(across, down));
  }

  /** Reads the packet of a layer, of which the first bit told that it is not empty. */
  void read(int layer, PacketBits bits, boolean endMarker) throws IOException {
    List<Body> bodies = new ArrayList<>();
    for (Part part : parts) {
      for (int i = 0; i < part.blocks.length; i++) {
        readHeader(part, i, layer, bits, bodies);
      }
    }
    bits.endHeader(endMarker);
    for (Body body : bodies) {
      body.block.addBytes(bits.body(body.length), body.length);
    }
  }

  private void readHeader(Part part, int i, int layer, PacketBits bits, List<Body> bodies)
      throws IOException {
    CodeBlock block = part.blocks[i];
    int x = i % part.across;
    int y = i / part.across;
    boolean first = !block.isIncluded();
    if (!(first ? part.inclusion.isLess(x, y, layer + 1, bits) : bits.next() == 1)) {
      return;
    }
    if (first) {
      while (!part.zeros.isLess(x, y, block.zeroPlanes + 1, bits)) {
        if (++block.zeroPlanes > part.band.planes()) {
          throw bits.wrong();
        }
      }
      block.startSegment();
      part.band.blocks().add(block);
    }
    int passes = passes(bits);
    while (bits.next() == 1) {
      if (++block.lengthBits > 30) {
        throw bits.wrong();
      }
    }
    while (passes > 0) {
      int last = block.segments - 1;
      int room = most(last) - block.passes[last];
      if (room == 0) {
        block.startSegment();
        continue;
      }
      int taken = Math.min(room, passes);
      int width = block.lengthBits + 31 - Integer.numberOfLeadingZeros(taken);
      if (width > 31) {
        throw bits.wrong();
      }
      int length = bits.next(width);
      block.passes[last] += taken;
      block.lengths[last] += length;
      if (block.lengths[last] < 0) {
        throw bits.wrong();
      }
      bodies.add(new Body(block, length));
      passes -= taken;
    }
    if (block.allPasses() > 3 * (part.band.planes() - block.zeroPlanes) - 2) {
      throw bits.wrong();
    }
  }

  /** How many passes a codeword segment may have (D.4.2, D.6). */
  private int most(int segment) {
    if (style.has(CodingStyle.TERMINATE)) {
      return 1;
    }
    if (!style.has(CodingStyle.BYPASS)) {
      return Integer.MAX_VALUE;
    }
    return segment == 0 ? 10 : segment % 2 == 1 ? 2 : 1;
  }

  /** Table B.4. */
  private static int passes(PacketBits bits) throws IOException {
    if (bits.next() == 0) {
      return 1;
    }
    if (bits.next() == 0) {
      return 2;
    }
    int more = bits.next(2);
    if (more < 3) {
      return 3 + more;
    }
    more = bits.next(5);
    return more < 31 ? 6 + more : 37 + bits.next(7);
  }
}
