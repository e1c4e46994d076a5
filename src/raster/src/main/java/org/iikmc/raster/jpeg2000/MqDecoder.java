/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

/**
 * The arithmetic decoder of Annex C, and bits that bypass it (D.6). Serves one code-block at a
 * time.
 */
final class MqDecoder {
  static final int ZERO_RUN = 17;
  static final int UNIFORM = 18;
  private static final int CONTEXTS = 19;

  /** Table C.2: probability, next state after the more and the less probable symbol, switch. */
  private static final int[] TABLE = {
    0x5601, 1, 1, 1, 0x3401, 2, 6, 0, 0x1801, 3, 9, 0, 0x0AC1, 4, 12, 0, 0x0521, 5, 29, 0,
    0x0221, 38, 33, 0, 0x5601, 7, 6, 1, 0x5401, 8, 14, 0, 0x4801, 9, 14, 0, 0x3801, 10, 14, 0,
    0x3001, 11, 17, 0, 0x2401, 12, 18, 0, 0x1C01, 13, 20, 0, 0x1601, 29, 21, 0, 0x5601, 15, 14, 1,
    0x5401, 16, 14, 0, 0x5101, 17, 15, 0, 0x4801, 18, 16, 0, 0x3801, 19, 17, 0, 0x3401, 20, 18, 0,
    0x3001, 21, 19, 0, 0x2801, 22, 19, 0, 0x2401, 23, 20, 0, 0x2201, 24, 21, 0, 0x1C01, 25, 22, 0,
    0x1801, 26, 23, 0, 0x1601, 27, 24, 0, 0x1401, 28, 25, 0, 0x1201, 29, 26, 0, 0x1101, 30, 27, 0,
    0x0AC1, 31, 28, 0, 0x09C1, 32, 29, 0, 0x08A1, 33, 30, 0, 0x0521, 34, 31, 0, 0x0441, 35, 32, 0,
    0x02A1, 36, 33, 0, 0x0221, 37, 34, 0, 0x0141, 38, 35, 0, 0x0111, 39, 36, 0, 0x0085, 40, 37, 0,
    0x0049, 41, 38, 0, 0x0025, 42, 39, 0, 0x0015, 43, 40, 0, 0x0009, 44, 41, 0, 0x0005, 45, 42, 0,
    0x0001, 45, 43, 0, 0x5601, 46, 46, 0
  };

  // A state is twice the row of the table, and 1 more if 1 is the more probable symbol.
  private static final int[] PROBABILITY = new int[TABLE.length / 2];
  private static final int[] AFTER_MORE = new int[PROBABILITY.length];
  private static final int[] AFTER_LESS = new int[PROBABILITY.length];

  static {
    for (int state = 0; state < PROBABILITY.length; state++) {
      int row = state / 2 * 4;
      int symbol = state & 1;
      PROBABILITY[state] = TABLE[row];
      AFTER_MORE[state] = 2 * TABLE[row + 1] + symbol;
      AFTER_LESS[state] = 2 * TABLE[row + 2] + (symbol ^ TABLE[row + 3]);
    }
  }

  private final int[] states = new int[CONTEXTS];
  private byte[] data;
  private int at;
  private int code;
  private int interval;
  private int left;

  /** Table D.7. */
  void resetContexts() {
    java.util.Arrays.fill(states, 0);
    states[0] = 2 * 4;
    states[ZERO_RUN] = 2 * 3;
    states[UNIFORM] = 2 * 46;
  }

  /**
   * Starts a codeword segment.
   *
   * @param bytes followed by two bytes of ones where the segment ends
   */
  void start(byte[] bytes, int from) {
    data = bytes;
    at = from;
    code = (data[at] & 0xFF) << 16;
    take();
    code <<= 7;
    left -= 7;
    interval = 0x8000;
  }

  /** Starts a segment of plain bits. */
  void startRaw(byte[] bytes, int from) {
    data = bytes;
    at = from;
    code = 0;
    left = 0;
  }

  private void take() {
    int next = data[at + 1] & 0xFF;
    if (data[at] == -1) {
      if (next > 0x8F) {
        code += 0xFF00; // what follows the end counts as ones
        left = 8;
      } else {
        at++;
        code += next << 9;
        left = 7;
      }
    } else {
      at++;
      code += next << 8;
      left = 8;
    }
  }

  /** A decision in a context (C.3.2). */
  int next(int context) {
    int state = states[context];
    int probability = PROBABILITY[state];
    int symbol = state & 1;
    interval -= probability;
    if (code >>> 16 < probability) {
      if (interval < probability) {
        states[context] = AFTER_MORE[state];
      } else {
        symbol ^= 1;
        states[context] = AFTER_LESS[state];
      }
      interval = probability;
    } else {
      code -= probability << 16;
      if ((interval & 0x8000) != 0) {
        return symbol;
      }
      if (interval < probability) {
        symbol ^= 1;
        states[context] = AFTER_LESS[state];
      } else {
        states[context] = AFTER_MORE[state];
      }
    }
    do {
      if (left == 0) {
        take();
      }
      interval <<= 1;
      code <<= 1;
      left--;
    } while ((interval & 0x8000) == 0);
    return symbol;
  }

  /** A plain bit; after a byte of ones comes one bit that is none. */
  int nextRaw() {
    if (left == 0) {
      boolean stuffed = code == 0xFF;
      int next = data[at] & 0xFF;
      if (stuffed && next > 0x8F) {
        code = 0xFF; // beyond the end
        left = 8;
      } else {
        code = next;
        left = stuffed ? 7 : 8;
        at++;
      }
    }
    return code >> --left & 1;
  }
}
