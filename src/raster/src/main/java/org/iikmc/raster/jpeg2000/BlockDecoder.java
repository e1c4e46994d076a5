/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;
import java.util.Arrays;

/**
 * Unpacks code-blocks: three passes over each bit-plane, stripes of four rows in each (Annex D).
 * Serves one thread, one block after the other.
 */
final class BlockDecoder {
  // Flags of a value: which neighbours are known not to be 0, and which of those are negative.
  private static final int NORTH_EAST = 1;
  private static final int SOUTH_EAST = 2;
  private static final int SOUTH_WEST = 4;
  private static final int NORTH_WEST = 8;
  private static final int NORTH = 0x10;
  private static final int EAST = 0x20;
  private static final int SOUTH = 0x40;
  private static final int WEST = 0x80;
  private static final int NEIGHBOURS = 0xFF;
  private static final int NEGATIVE = 4; // bits to the left of the direct neighbours
  private static final int SIGNIFICANT = 0x1000;
  private static final int REFINED = 0x2000;
  private static final int VISITED = 0x4000;
  private static final int BELOW =
      SOUTH | SOUTH_EAST | SOUTH_WEST | SOUTH << NEGATIVE; // unseen where stripes are on their own

  private static final int LL = 0;
  private static final int HL = 1;
  private static final int HH = 2;
  private static final byte[][] ZERO_CONTEXTS = {
    zeroContexts(LL), zeroContexts(HL), zeroContexts(HH)
  };

  /** By the flags of the direct neighbours and their signs: context, and 16 more to invert. */
  private static final byte[] SIGN_CONTEXTS = signContexts();

  private static final int INVERT = 32;

  private final MqDecoder mq = new MqDecoder();
  private int[] values = new int[0];
  private int[] flags = new int[0];
  private byte[] bytes = new byte[0];
  private int width;
  private int height;
  private int stride;
  private boolean causal;
  private byte[] zeroContexts;

  /**
   * The values of a block.
   *
   * @return row by row, each as twice its magnitude and half a step of its last plane, with its
   *     sign; overwritten by the next call, and longer than the block
   */
  int[] decode(CodeBlock block, Subband band, CodingStyle style, Buffered from) throws IOException {
    width = block.area.width();
    height = block.area.height();
    stride = width + 2;
    causal = style.has(CodingStyle.CAUSAL);
    zeroContexts = ZERO_CONTEXTS[band.highX() && band.highY() ? HH : band.highX() ? HL : LL];
    clear();
    int planes = band.planes() - block.zeroPlanes;
    if (planes > 30) {
      throw Jpeg2000Exception.unsupported("values of more than 30 bits");
    }
    int size = block.size();
    if (bytes.length < size + 2) {
      bytes = new byte[size + 2];
    }
    block.copy(from, bytes);
    mq.resetContexts();
    int plane = planes - 1;
    int kind = 2;
    int start = 0;
    for (int s = 0; s < block.segments; s++) {
      int end = start + block.lengths[s];
      checkStuffing(start, end);
      byte after = bytes[end];
      byte afterThat = bytes[end + 1];
      bytes[end] = -1;
      bytes[end + 1] = -1;
      boolean raw = style.has(CodingStyle.BYPASS) && plane < planes - 4 && kind < 2;
      if (raw) {
        mq.startRaw(bytes, start);
      } else {
        mq.start(bytes, start);
      }
      for (int pass = 0; pass < block.passes[s]; pass++) {
        pass(kind, plane, raw);
        if (kind == 2 && style.has(CodingStyle.SEGMENTATION)) {
          checkSymbol();
        }
        if (style.has(CodingStyle.RESET)) {
          mq.resetContexts();
        }
        if (++kind == 3) {
          kind = 0;
          plane--;
        }
      }
      bytes[end] = after;
      bytes[end + 1] = afterThat;
      start = end;
    }
    return values;
  }

  private void clear() {
    if (values.length < width * height) {
      values = new int[width * height];
    }
    int flagged = stride * (height + 2);
    if (flags.length < flagged) {
      flags = new int[flagged];
    }
    Arrays.fill(values, 0, width * height, 0);
    Arrays.fill(flags, 0, flagged, 0);
  }

  /** No encoder writes a marker into a segment. */
  private void checkStuffing(int start, int end) throws Jpeg2000Exception {
    for (int i = start; i + 1 < end; i++) {
      if (bytes[i] == -1 && (bytes[i + 1] & 0xFF) > 0x8F) {
        throw Jpeg2000Exception.damaged("there is a marker within its pixels");
      }
    }
  }

  private void checkSymbol() throws Jpeg2000Exception {
    int symbol = 0;
    for (int i = 0; i < 4; i++) {
      symbol = symbol << 1 | mq.next(MqDecoder.UNIFORM);
    }
    if (symbol != 0xA) {
      throw Jpeg2000Exception.damaged("its pixels were changed");
    }
  }

  private void pass(int kind, int plane, boolean raw) {
    int one = 1 << plane + 1;
    for (int top = 0; top < height; top += 4) {
      int bottom = Math.min(top + 4, height);
      for (int x = 0; x < width; x++) {
        switch (kind) {
          case 0 -> propagate(x, top, bottom, one | one >> 1, raw);
          case 1 -> refine(x, top, bottom, one >> 1, raw);
          default -> cleanUp(x, top, bottom, one | one >> 1);
        }
      }
    }
  }

  private int seen(int at, int y, int bottom) {
    return causal && y == bottom - 1 ? flags[at] & ~BELOW : flags[at];
  }

  private void propagate(int x, int top, int bottom, int value, boolean raw) {
    int at = (top + 1) * stride + x + 1;
    for (int y = top; y < bottom; y++, at += stride) {
      int flag = seen(at, y, bottom);
      if ((flag & NEIGHBOURS) != 0 && (flag & SIGNIFICANT) == 0) {
        if (raw) {
          if (mq.nextRaw() == 1) {
            becomeSignificant(at, y * width + x, mq.nextRaw(), value, y == top);
          }
        } else if (mq.next(zeroContexts[flag & NEIGHBOURS]) == 1) {
          becomeSignificant(at, y * width + x, sign(flag), value, y == top);
        }
        flags[at] |= VISITED;
      }
    }
  }

  private void refine(int x, int top, int bottom, int half, boolean raw) {
    int at = (top + 1) * stride + x + 1;
    for (int y = top; y < bottom; y++, at += stride) {
      if ((flags[at] & (SIGNIFICANT | VISITED)) == SIGNIFICANT) {
        int flag = seen(at, y, bottom);
        int bit;
        if (raw) {
          bit = mq.nextRaw();
        } else {
          bit = mq.next((flag & REFINED) != 0 ? 16 : (flag & NEIGHBOURS) != 0 ? 15 : 14);
        }
        int i = y * width + x;
        values[i] += bit == 1 ^ values[i] < 0 ? half : -half;
        flags[at] |= REFINED;
      }
    }
  }

  private void cleanUp(int x, int top, int bottom, int value) {
    int at = (top + 1) * stride + x + 1;
    int y = top;
    boolean decided = false;
    if (bottom - top == 4
        && ((flags[at]
                    | flags[at + stride]
                    | flags[at + 2 * stride]
                    | seen(at + 3 * stride, bottom - 1, bottom))
                & (SIGNIFICANT | VISITED | NEIGHBOURS))
            == 0) {
      if (mq.next(MqDecoder.ZERO_RUN) == 0) {
        return;
      }
      int run = mq.next(MqDecoder.UNIFORM) << 1 | mq.next(MqDecoder.UNIFORM);
      y += run;
      at += run * stride;
      decided = true;
    }
    for (; y < bottom; y++, at += stride) {
      if ((flags[at] & (SIGNIFICANT | VISITED)) == 0) {
        int flag = seen(at, y, bottom);
        if (decided || mq.next(zeroContexts[flag & NEIGHBOURS]) == 1) {
          becomeSignificant(at, y * width + x, sign(flag), value, y == top);
        }
      }
      decided = false;
      flags[at] &= ~VISITED;
    }
  }

  private int sign(int flag) {
    int context = SIGN_CONTEXTS[flag >> NEGATIVE & 0xFF];
    return mq.next(context & ~INVERT) ^ context / INVERT;
  }

  private void becomeSignificant(int at, int i, int negative, int value, boolean firstOfStripe) {
    values[i] = negative == 1 ? -value : value;
    int north = at - stride;
    int south = at + stride;
    int signs = -negative;
    flags[north] |= SOUTH | signs & SOUTH << NEGATIVE;
    flags[north - 1] |= SOUTH_EAST;
    flags[north + 1] |= SOUTH_WEST;
    flags[south] |= NORTH | signs & NORTH << NEGATIVE;
    flags[south - 1] |= NORTH_EAST;
    flags[south + 1] |= NORTH_WEST;
    flags[at - 1] |= EAST | signs & EAST << NEGATIVE;
    flags[at + 1] |= WEST | signs & WEST << NEGATIVE;
    flags[at] |= SIGNIFICANT;
  }

  /** Table D.1. */
  private static byte[] zeroContexts(int band) {
    byte[] contexts = new byte[NEIGHBOURS + 1];
    for (int flag = 0; flag < contexts.length; flag++) {
      int h = count(flag, EAST) + count(flag, WEST);
      int v = count(flag, NORTH) + count(flag, SOUTH);
      int d = Integer.bitCount(flag & (NORTH_EAST | SOUTH_EAST | SOUTH_WEST | NORTH_WEST));
      if (band == HH) {
        int direct = h + v;
        contexts[flag] =
            (byte)
                switch (d) {
                  case 0 -> Math.min(direct, 2);
                  case 1 -> 3 + Math.min(direct, 2);
                  case 2 -> 6 + Math.min(direct, 1);
                  default -> 8;
                };
        continue;
      }
      int along = band == HL ? v : h;
      int across = band == HL ? h : v;
      int context;
      if (along == 2) {
        context = 8;
      } else if (along == 1) {
        context = across > 0 ? 7 : d > 0 ? 6 : 5;
      } else {
        context = across > 0 ? 2 + across : Math.min(d, 2);
      }
      contexts[flag] = (byte) context;
    }
    return contexts;
  }

  private static int count(int flag, int neighbour) {
    return (flag & neighbour) != 0 ? 1 : 0;
  }

  /** Tables D.2 and D.3. */
  private static byte[] signContexts() {
    byte[] contexts = new byte[256];
    for (int i = 0; i < contexts.length; i++) {
      int flag = i << NEGATIVE;
      int h = Math.max(-1, Math.min(1, tendency(flag, EAST) + tendency(flag, WEST)));
      int v = Math.max(-1, Math.min(1, tendency(flag, NORTH) + tendency(flag, SOUTH)));
      boolean inverted = h < 0 || h == 0 && v < 0;
      int sameSigned = inverted ? -v : v;
      int context = h == 0 ? 9 + Math.abs(v) : 12 + sameSigned;
      contexts[i] = (byte) (context | (inverted ? INVERT : 0));
    }
    return contexts;
  }

  private static int tendency(int flag, int neighbour) {
    if ((flag & neighbour) == 0) {
      return 0;
    }
    return (flag & neighbour << NEGATIVE) != 0 ? -1 : 1;
  }
}
