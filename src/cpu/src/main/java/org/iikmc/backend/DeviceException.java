/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import java.io.IOException;

/**
 * A device failed while it computed, or was found to compute wrongly. Nothing that it computed in
 * the run is used. The message is a sentence for users, without its full stop; the CPU can do the
 * same run.
 */
public final class DeviceException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean refused;

  private DeviceException(String message, Throwable cause, boolean refused) {
    super(message, cause);
    this.refused = refused;
  }

  /** Of a device that can't be used; it has computed nothing of the run. */
  public static DeviceException refused(String message) {
    return new DeviceException(message, null, true);
  }

  /**
   * Of a device that failed in the middle of a run.
   *
   * @param cause what its software threw
   */
  public static DeviceException failed(String message, Throwable cause) {
    return new DeviceException(message, cause, false);
  }

  /** Whether the device was refused before it computed anything of the run. */
  public boolean isRefused() {
    return refused;
  }
}
