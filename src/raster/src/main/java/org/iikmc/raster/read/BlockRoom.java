/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

/**
 * Arrays of one thread, to read blocks into again and again: new ones for each would be most of
 * what the garbage collector has to do while scenes are read.
 */
final class BlockRoom {
  private byte[] packed = new byte[0];
  private byte[] unpacked = new byte[0];

  /** An array of at least so many bytes, which hold anything. */
  byte[] packed(int size) {
    if (packed.length < size) {
      packed = new byte[size];
    }
    return packed;
  }

  /** Another one, likewise. */
  byte[] unpacked(int size) {
    if (unpacked.length < size) {
      unpacked = new byte[size];
    }
    return unpacked;
  }

  /** Bytes that it holds. */
  long size() {
    return (long) packed.length + unpacked.length;
  }
}
