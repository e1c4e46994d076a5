/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

/** Why there is no GPU to compute on. */
public final class NoGpuException extends Exception {
  private static final long serialVersionUID = 1;

  private final String remedy;

  /**
   * @param reason as a sentence without its full stop
   * @param remedy likewise, in the imperative
   */
  public NoGpuException(String reason, String remedy) {
    super(reason);
    this.remedy = remedy;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
