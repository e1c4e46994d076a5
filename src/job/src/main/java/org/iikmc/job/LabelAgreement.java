/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.List;

/**
 * How far two or more scenes agree on the labels of the same ground.
 *
 * @param compared pairs of pixels, each of two scenes at one point, both valid
 * @param equal those of one label
 */
record LabelAgreement(long compared, long equal) {
  /** Over all pairs of scenes. */
  static LabelAgreement of(List<byte[]> scenes) {
    long compared = 0;
    long equal = 0;
    for (int i = 0; i < scenes.size(); i++) {
      for (int j = i + 1; j < scenes.size(); j++) {
        byte[] a = scenes.get(i);
        byte[] b = scenes.get(j);
        for (int p = 0; p < a.length; p++) {
          if (a[p] != 0 && b[p] != 0) {
            compared++;
            if (a[p] == b[p]) {
              equal++;
            }
          }
        }
      }
    }
    return new LabelAgreement(compared, equal);
  }

  /** 0…1; NaN if no ground is common. */
  double share() {
    return compared == 0 ? Double.NaN : (double) equal / compared;
  }
}
