/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/** Hoare's selection. */
final class Selection {
  private Selection() {}

  /**
   * Orders indices from {@code first} to {@code last} so that the value at {@code place} is the one
   * that would be there if they were sorted, with none above before it and none below after it.
   */
  static void select(int[] order, int[] values, int first, int last, int place) {
    int left = first;
    int right = last;
    while (left < right) {
      int pivot = values[order[left + right >>> 1]];
      int i = left;
      int j = right;
      while (i <= j) {
        while (values[order[i]] < pivot) {
          i++;
        }
        while (values[order[j]] > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = order[i];
          order[i++] = order[j];
          order[j--] = swapped;
        }
      }
      if (place <= j) {
        right = j;
      } else if (place >= i) {
        left = i;
      } else {
        return;
      }
    }
  }
}
