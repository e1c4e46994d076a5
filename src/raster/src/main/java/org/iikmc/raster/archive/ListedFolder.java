/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** What was in a folder when its archive was listed. */
record ListedFolder(List<Path> entries) implements DirectoryStream<Path> {
  static ListedFolder of(Path folder, Set<String> names, Filter<? super Path> filter)
      throws IOException {
    List<Path> entries = new ArrayList<>();
    for (String name : names) {
      Path entry = folder.resolve(name);
      if (filter.accept(entry)) {
        entries.add(entry);
      }
    }
    return new ListedFolder(List.copyOf(entries));
  }

  @Override
  public Iterator<Path> iterator() {
    return entries.iterator();
  }

  @Override
  public void close() {
    // nothing is open
  }
}
