/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

/** What a user can ask to compute on. */
public enum Device {
  /** The fastest that can be used. */
  AUTO,
  /** The cores of this machine. */
  CPU,
  /** A graphics processor. */
  GPU
}
