/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iikmc.kmeans.problem.InputException;

/**
 * The files of a folder that runs wrote there, with the SHA-256 of each, in a file that {@code
 * sha256sum -c} reads. Only these are replaced, and only as long as they are as they were written:
 * a style that was saved over ours, or statistics that a GIS added, are their user's work.
 * Immutable.
 */
public final class OwnFiles {
  /** The file in which they are listed. */
  public static final String NAME = "iikmc.sha256";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");
  private static final int BUFFER = 1 << 16;

  private final Map<String, String> sums;

  private OwnFiles(Map<String, String> sums) {
    this.sums = sums;
  }

  /** Lists all files of a folder that a run has written and nobody else has seen. */
  public static void list(Path folder) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (String name : names(folder)) {
      if (!name.equals(NAME) && Files.isRegularFile(folder.resolve(name))) {
        sums.put(name, sum(folder.resolve(name)));
      }
    }
    new OwnFiles(sums).write(folder.resolve(NAME));
  }

  /** What is listed in a folder; nothing if it has no list. */
  public static OwnFiles of(Path folder) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    Path list = folder.resolve(NAME);
    if (Files.isRegularFile(list)) {
      String text = new String(Files.readAllBytes(list), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          sums.put(matcher.group(2), matcher.group(1));
        }
      }
    }
    return new OwnFiles(sums);
  }

  /** These, and others that take the place of those of their names. */
  OwnFiles with(OwnFiles newer) {
    Map<String, String> all = new TreeMap<>(sums);
    all.keySet().removeIf(name -> concerns(name, newer.sums.keySet()));
    all.putAll(newer.sums);
    return new OwnFiles(all);
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
    Files.writeString(file, text);
  }

  /**
   * Whether a file is here as a run wrote it.
   *
   * @param folder that these are listed in
   */
  public boolean hold(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    return name.equals(NAME) || sums.containsKey(name) && sums.get(name).equals(sum(file));
  }

  /**
   * The entries that new ones of these names replace, the list of the folder last: those of the
   * same names, and files beside a map that are about its earlier self, such as overviews.
   *
   * @throws InputException if one of them is not a run's, or is not as the run wrote it
   */
  static List<String> replaced(Path folder, Collection<String> names) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (String name : names(folder)) {
      if (concerns(name, names)) {
        found.add(name);
      }
    }
    for (String name : names) { // where a file system takes A for a
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        found.add(name);
      }
    }
    OwnFiles own = of(folder);
    for (String name : found) {
      check(own, folder, name);
    }
    List<String> ordered = new ArrayList<>(found);
    if (ordered.remove(NAME)) {
      ordered.add(NAME);
    }
    return ordered;
  }

  private static boolean concerns(String name, Collection<String> names) {
    return names.contains(name)
        || names.stream()
            .filter(each -> each.endsWith(".tif"))
            .anyMatch(each -> name.startsWith(each.substring(0, each.length() - 3)));
  }

  private static void check(OwnFiles own, Path folder, String name) throws IOException {
    Path entry = folder.resolve(name);
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      Optional<String> other = alien(entry);
      if (other.isPresent()) {
        throw new InputException(
            "The folder ",
            entry,
            " can't be replaced: "
                + other.get()
                + " in it was not written by a run, or has been changed since; move it away, or"
                + " choose another name.");
      }
    } else if (!own.hold(folder, name)) {
      throw new InputException(
          entry,
          " has the name of an output, or belongs to one, but no run wrote it,"
              + " or it was changed since; move it away, or choose another folder.");
    }
  }

  /** The first entry of a folder that is not a run's. */
  private static Optional<String> alien(Path folder) throws IOException {
    OwnFiles own = of(folder);
    for (String name : names(folder)) {
      if (!own.hold(folder, name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /**
   * Removes the files of a folder that runs wrote, and the folder if nothing else is in it.
   *
   * @param also names of files to remove besides
   * @return names of what stays
   */
  public static List<String> remove(Path folder, Predicate<String> also) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    OwnFiles own = of(folder);
    List<String> kept = new ArrayList<>();
    for (String name : names(folder)) {
      if (name.equals(NAME)) {
        continue;
      }
      if (own.hold(folder, name) || also.test(name)) {
        Files.delete(folder.resolve(name));
      } else {
        kept.add(name);
      }
    }
    if (kept.isEmpty()) {
      Files.deleteIfExists(folder.resolve(NAME));
      Files.delete(folder);
    }
    return kept;
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** The sum of what is kept elsewhere than in a folder. */
  public static String sum(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  private static String sum(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
