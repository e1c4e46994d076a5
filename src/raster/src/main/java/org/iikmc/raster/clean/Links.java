/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

/** Follows links from one thing to another to where they end. */
final class Links {
  /** Where links end that go round in a circle. */
  static final int NOWHERE = 0;

  private Links() {}

  /** The link to a thing. */
  static int to(int index) {
    return ~index;
  }

  /**
   * Puts the end of the links in their place.
   *
   * @param links of each thing: {@link #to} another, or an end, which is not negative
   * @param count how many there are
   */
  static void follow(int[] links, int count) {
    for (int i = 0; i < count; i++) {
      if (links[i] < 0) {
        follow(links, i, end(links, i));
      }
    }
  }

  private static int end(int[] links, int start) {
    int slow = start;
    int fast = start;
    while (links[fast] < 0) {
      fast = ~links[fast];
      if (links[fast] >= 0) {
        break;
      }
      fast = ~links[fast];
      slow = ~links[slow];
      if (slow == fast) {
        return NOWHERE; // only in a circle the fast one meets the slow one
      }
    }
    return links[fast];
  }

  /** All on the way get the end, so that each is gone over twice at most. */
  private static void follow(int[] links, int start, int end) {
    int at = start;
    while (links[at] < 0) {
      int next = ~links[at];
      links[at] = end;
      at = next;
    }
  }
}
