/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for GDAL's library: where the environment says, where the system looks for libraries, and
 * where Homebrew, conda, QGIS and OSGeo4W put it. Immutable.
 */
final class GdalSearch {
  /** Names the library, or says {@code off}. */
  static final String VARIABLE = "IIKMC_GDAL";

  private static final String REMEDY =
      "install it (Debian and Ubuntu: apt install gdal-bin; conda: conda install -c conda-forge"
          + " libgdal; macOS: brew install gdal; Windows: OSGeo4W or QGIS), or name its library in "
          + VARIABLE;

  private static final List<String> FOLDERS =
      List.of(
          "/opt/homebrew/lib",
          "/usr/local/lib",
          "/opt/local/lib",
          "/Applications/QGIS.app/Contents/MacOS/lib",
          "/Applications/QGIS.app/Contents/Frameworks",
          "/Applications/QGIS-LTR.app/Contents/MacOS/lib",
          "C:\\OSGeo4W\\bin",
          "C:\\OSGeo4W64\\bin");

  private final Optional<GdalLibrary> library;
  private final Optional<String> obstacle;

  private GdalSearch(Optional<GdalLibrary> library, Optional<String> obstacle) {
    this.library = library;
    this.obstacle = obstacle;
  }

  /** There is one GDAL in a process, with one cache and one way to tell errors. */
  private static final class Once {
    static final GdalSearch RESULT = in(System.getenv());

    private Once() {}
  }

  /** The result for this process; looked for when first asked. */
  static GdalSearch ofThisProcess() {
    return Once.RESULT;
  }

  /**
   * Looks for it.
   *
   * @param environment variables by name
   */
  static GdalSearch in(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "").strip();
    if (named.equalsIgnoreCase("off")) {
      return without("it is switched off by " + VARIABLE + "=off; unset that");
    }
    List<String> names = named.isEmpty() ? candidates(environment) : List.of(named);
    Optional<String> found = Optional.empty();
    for (String name : names) {
      try {
        return new GdalSearch(Optional.of(GdalLibrary.load(name)), Optional.empty());
      } catch (UnusableGdalException e) {
        found = found.or(() -> Optional.of(e.getMessage()));
      } catch (LinkageError e) {
        // that none is there, or it is damaged, or JNA can't be used here; see the next
        if (!named.isEmpty()) {
          return without(
              VARIABLE
                  + "="
                  + named
                  + " can't be loaded ("
                  + firstLine(e)
                  + "); name GDAL's"
                  + " library, such as libgdal.so");
        }
      }
    }
    return without(found.orElse("its library is not found; " + REMEDY));
  }

  private static GdalSearch without(String reason) {
    return new GdalSearch(Optional.empty(), Optional.of(reason));
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .strip()
        .replaceFirst(":$", "");
  }

  private static List<String> candidates(Map<String, String> environment) {
    List<String> names = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    Optional.ofNullable(environment.get("CONDA_PREFIX"))
        .map(Path::of)
        .ifPresent(
            prefix ->
                folders.addAll(List.of(prefix.resolve("lib"), prefix.resolve("Library/bin"))));
    folders.forEach(folder -> names.addAll(libraries(folder)));
    names.add("gdal"); // the system's own ways; on Linux with a version behind it, too
    for (String folder : FOLDERS) {
      if (folder.startsWith("C:") == isWindows()) {
        names.addAll(libraries(Path.of(folder)));
      }
    }
    if (isWindows()) {
      Optional.ofNullable(environment.get("ProgramFiles"))
          .map(Path::of)
          .ifPresent(programs -> qgis(programs).forEach(bin -> names.addAll(libraries(bin))));
    }
    return names;
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /** {@code C:\Program Files\QGIS 3.40\bin}, the latest first. */
  private static List<Path> qgis(Path programs) {
    return entries(programs, "QGIS*").stream().map(each -> each.resolve("bin")).toList();
  }

  private static List<String> libraries(Path folder) {
    return entries(folder, "{libgdal.so,libgdal.so.*,libgdal.dylib,libgdal.*.dylib,gdal*.dll}")
        .stream()
        .filter(file -> !file.getFileName().toString().matches("gdal.*(plugin|_).*"))
        .map(Path::toString)
        .toList();
  }

  private static List<Path> entries(Path folder, String glob) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, glob)) {
      all.forEach(entries::add);
    } catch (IOException e) {
      return List.of(); // may not be looked at
    }
    entries.sort(Collections.reverseOrder());
    return entries;
  }

  /** GDAL, if it can be used. */
  Optional<GdalLibrary> library() {
    return library;
  }

  /** Why it can't be used, and what to do; empty if it can. */
  Optional<String> obstacle() {
    return obstacle;
  }
}
