/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A tile whose packets were read: where the bytes of its code-blocks stand. Not changed after that,
 * and then safe for use by several threads.
 *
 * @param components their resolutions, from the lowest
 * @param blocks how many code-blocks have bytes
 */
record Tile(Area area, Coding coding, List<List<Resolution>> components, int blocks) {
  /**
   * Reads the headers of a tile and of its packets.
   *
   * @param parts of it, in their order
   */
  static Tile read(ImageArea image, Coding main, List<TilePart> parts, Buffered bytes)
      throws IOException {
    Coding coding = main.ofTile();
    for (TilePart part : parts) {
      new HeaderReader(bytes).tilePart(part.header(), part.data(), image, coding);
    }
    coding.check();
    Area area = image.tile(parts.get(0).tile());
    List<List<Resolution>> components = new ArrayList<>();
    for (int c = 0; c < image.components().size(); c++) {
      CodingStyle style = coding.style(c);
      List<Resolution> resolutions = new ArrayList<>();
      for (int r = 0; r <= style.levels(); r++) {
        resolutions.add(
            new Resolution(
                area.reduced(style.levels() - r),
                style.precinctWidth(r),
                style.precinctHeight(r),
                Subband.of(area, r, style, coding.steps(c), image.components().get(c).bits())));
      }
      components.add(List.copyOf(resolutions));
    }
    long size = 0;
    for (TilePart part : parts) {
      size += part.end() - part.data();
    }
    new Packets(components, coding, area).read(new PacketBits(bytes, parts), size);
    int blocks = 0;
    for (List<Resolution> resolutions : components) {
      for (Resolution resolution : resolutions) {
        for (Subband band : resolution.bands()) {
          blocks += band.blocks().size();
        }
      }
    }
    return new Tile(area, coding, List.copyOf(components), blocks);
  }
}
