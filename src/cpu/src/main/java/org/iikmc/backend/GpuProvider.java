/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import java.util.OptionalLong;

/**
 * Finds a GPU. The implementation may be compiled for a newer Java than this, and need libraries
 * that are not there: it is found by {@link java.util.ServiceLoader}, and only {@link GpuSearch}
 * asks it.
 */
public interface GpuProvider {
  /**
   * Opens the best device of this machine.
   *
   * @param memory bytes of the device's memory that runs may use; empty for most of it
   * @throws NoGpuException if there is none
   */
  Gpu open(OptionalLong memory) throws NoGpuException;
}
