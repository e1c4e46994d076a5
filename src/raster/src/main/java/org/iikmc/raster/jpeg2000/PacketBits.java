/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;
import java.util.List;

/** The packets of a tile, one after the other, from all its parts: bits of headers, and bodies. */
final class PacketBits {
  private final Buffered bytes;
  private final List<TilePart> parts;
  private int part = -1;
  private long at;
  private long end;
  private int current;
  private int left;

  PacketBits(Buffered bytes, List<TilePart> parts) {
    this.bytes = bytes;
    this.parts = parts;
  }

  /** Goes to the next packet. */
  void startPacket(boolean mayHaveMarker) throws IOException {
    while (at >= end) {
      if (++part == parts.size()) {
        throw Jpeg2000Exception.damaged("tile " + parts.get(0).tile() + " is not whole");
      }
      at = parts.get(part).data();
      end = parts.get(part).end();
    }
    if (mayHaveMarker && at + 6 <= end && bytes.shortAt(at) == 0xFF91) {
      at += 6;
    }
    current = 0;
    left = 0;
  }

  /** A bit of the header; after a byte of ones comes one bit that is none (B.10.1). */
  int next() throws IOException {
    if (left == 0) {
      left = current == 0xFF ? 7 : 8;
      current = take();
      if (left == 7 && current > 0x7F) {
        throw wrong();
      }
    }
    return current >> --left & 1;
  }

  int next(int count) throws IOException {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | next();
    }
    return value;
  }

  private int take() throws IOException {
    if (at >= end) {
      throw wrong();
    }
    return bytes.at(at++);
  }

  void endHeader(boolean hasMarker) throws IOException {
    if (current == 0xFF) {
      take();
    }
    if (hasMarker) {
      if (take() != 0xFF || take() != 0x92) {
        throw wrong();
      }
    }
  }

  /**
   * Passes over bytes of a body.
   *
   * @return where they start
   */
  long body(int length) throws Jpeg2000Exception {
    long start = at;
    at += length;
    if (at > end) {
      throw wrong();
    }
    return start;
  }

  /** Sees that nothing is left. */
  void finish() throws Jpeg2000Exception {
    boolean more = at < end;
    for (int i = part + 1; i < parts.size(); i++) {
      more |= parts.get(i).data() < parts.get(i).end();
    }
    if (more) {
      throw wrong();
    }
  }

  Jpeg2000Exception wrong() {
    return Jpeg2000Exception.damaged(
        "the packets of tile " + parts.get(0).tile() + " do not add up");
  }
}
