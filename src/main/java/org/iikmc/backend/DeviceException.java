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

  /** With a sentence for users, without its full stop. */
  public DeviceException(String message) {
    super(message);
  }

  /** Likewise, and what the device's software threw. */
  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
