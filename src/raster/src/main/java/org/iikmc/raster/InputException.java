/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

/**
 * Something that the user gave can't be used. The message is one sentence for that user: what,
 * where, and the remedy. Hosts show it as it is, without a stack trace.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
