/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;

/**
 * A codestream can't be decoded. Its message is a clause that tells why, such as "it is cut off
 * within tile 3".
 */
public final class Jpeg2000Exception extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean damaged;

  private Jpeg2000Exception(String why, boolean damaged) {
    super(why);
    this.damaged = damaged;
  }

  static Jpeg2000Exception damaged(String how) {
    return new Jpeg2000Exception(how, true);
  }

  static Jpeg2000Exception unsupported(String what) {
    return new Jpeg2000Exception(what, false);
  }

  /** Whether it contradicts itself or ends too early; if not, it is of a kind not read here. */
  public boolean isDamaged() {
    return damaged;
  }
}
