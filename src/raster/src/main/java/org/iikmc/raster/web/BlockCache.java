/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Blocks of files, aligned to their size; those that were used longest ago make room for others.
 * Safe for use by several threads. Arrays are not copied: nobody changes one.
 */
final class BlockCache {
  /** Bytes of a block: of the last one of a file fewer. */
  static final int BLOCK = 32 << 10;

  private final long most;
  private final Map<Key, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true);
  private long size;

  /** A block of a file in a state of it, so that one of an earlier state is never found. */
  private record Key(WebPath file, WebState state, long number) {}

  /**
   * @param most bytes
   */
  BlockCache(long most) {
    this.most = most;
  }

  /** A block; null if it is not here. */
  synchronized byte[] get(WebPath file, WebState state, long number) {
    return blocks.get(new Key(file, state, number));
  }

  synchronized void put(WebPath file, WebState state, long number, byte[] bytes) {
    byte[] before = blocks.put(new Key(file, state, number), bytes);
    size += bytes.length - (before == null ? 0 : before.length);
    Iterator<byte[]> oldest = blocks.values().iterator();
    while (size > most && oldest.hasNext()) {
      size -= oldest.next().length;
      oldest.remove();
    }
  }
}
