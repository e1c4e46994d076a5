/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;

/**
 * What is in an archive, by name. Filled by one thread, then only read. Names are as within a
 * folder: with slashes between them, and without one at the start; the root's is empty.
 */
final class ArchiveIndex {
  private static final int LONGEST_NAME = 1024;
  private static final int DEEPEST = 32;
  private static final Pattern ABSOLUTE = Pattern.compile("(?s)[/\\\\].*|[A-Za-z]:.*");

  private final Path archive;
  private final String gdalPrefix;
  private final Path container;
  private final Map<String, ArchiveEntry> files = new HashMap<>();

  /** With the last names of what is in each. */
  private final Map<String, SortedSet<String>> folders = new HashMap<>();

  /**
   * @param archive as the user knows it
   * @param gdalPrefix by which GDAL opens such archives, such as {@code /vsitar/}
   * @param container of that format: the archive, or what it was unpacked to
   */
  ArchiveIndex(Path archive, String gdalPrefix, Path container) {
    this.archive = archive;
    this.gdalPrefix = gdalPrefix;
    this.container = container;
    folders.put("", new TreeSet<>());
  }

  /** By which GDAL opens what is in {@link #container}. */
  String gdalPrefix() {
    return gdalPrefix;
  }

  /** The archive without what GDAL can't look through. */
  Path container() {
    return container;
  }

  /**
   * Adds a file.
   *
   * @param name as the archive has it
   * @throws InputException if it may not be called so, or there is one of this name already
   */
  void addFile(String name, ArchiveEntry entry) {
    String own = checked(name);
    if (own.isEmpty() || folders.containsKey(own) || files.containsKey(own)) {
      throw twice(name);
    }
    addFolder(parent(own), name);
    folders.get(parent(own)).add(last(own));
    files.put(own, entry);
  }

  /**
   * Adds a folder, or finds it there.
   *
   * @param name as the archive has it
   * @throws InputException if it may not be called so, or is a file already
   */
  void addFolder(String name) {
    addFolder(checked(name), name);
  }

  private void addFolder(String own, String name) {
    if (folders.containsKey(own)) {
      return;
    }
    if (files.containsKey(own)) {
      throw twice(name);
    }
    addFolder(parent(own), name);
    folders.get(parent(own)).add(last(own));
    folders.put(own, new TreeSet<>());
  }

  private static String parent(String own) {
    return own.substring(0, Math.max(0, own.lastIndexOf('/')));
  }

  private static String last(String own) {
    return own.substring(own.lastIndexOf('/') + 1);
  }

  /** A name without {@code ./} before it and a slash after it. */
  private String checked(String name) {
    if (ABSOLUTE.matcher(name).matches()) {
      throw refused(name, "which starts from the root of a disk");
    }
    if (name.length() > LONGEST_NAME
        || name.chars().filter(each -> each == '/').count() > DEEPEST) {
      throw refused(name, "which is longer or deeper than a name may be");
    }
    StringBuilder own = new StringBuilder();
    for (String part : name.split("/")) {
      if (part.equals("..")) {
        throw refused(name, "which leads out of it");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        own.append(own.isEmpty() ? "" : "/").append(part);
      }
    }
    return own.toString();
  }

  private InputException twice(String name) {
    return new InputException(
        archive,
        " holds '"
            + Damage.oneLine(name)
            + "' twice; unpack it, see which one is right, and give"
            + " the folder.");
  }

  private InputException refused(String name, String why) {
    return new InputException(
        archive,
        " holds a file called '"
            + Damage.oneLine(name)
            + "', "
            + why
            + "; give archives only as their makers deliver them.");
  }

  /** The file of a name. */
  Optional<ArchiveEntry> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** The last names of what is in a folder, sorted; empty if there is no such folder. */
  Optional<SortedSet<String>> folder(String name) {
    return Optional.ofNullable(folders.get(name));
  }
}
