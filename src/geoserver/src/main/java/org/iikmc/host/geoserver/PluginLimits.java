/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Function;
import java.util.logging.Logger;
import org.iikmc.job.options.ByteSize;
import org.iikmc.wps.RunLimits;

/**
 * What an administrator lets runs have: {@value #FILE} in the data directory, read when GeoServer
 * starts. A value that can't be used is logged and its default taken, because a GeoServer must
 * start.
 *
 * @param runs limits of single runs
 * @param memory bytes of pixels of all runs together
 * @param deviceMemory bytes of a GPU that runs may have, one after the other; empty for most of it
 */
record PluginLimits(RunLimits runs, long memory, OptionalLong deviceMemory) {
  static final String FILE = "iikmc.properties";

  private static final Logger LOGGER = Logger.getLogger(PluginLimits.class.getName());
  private static final long DEFAULT_PIXELS = 1_000_000_000L;
  private static final int DEFAULT_RUNS = 2;

  static PluginLimits read(Path folder) {
    Path file = folder.resolve(FILE);
    Properties properties = new Properties();
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        LOGGER.warning(FILE + " can't be read, so that the defaults hold: " + e);
        properties.clear();
      }
    }
    return of(properties);
  }

  private static PluginLimits of(Properties properties) {
    long heap = Runtime.getRuntime().maxMemory();
    int cores = Runtime.getRuntime().availableProcessors();
    long memory = value(properties, "memory", PluginLimits::bytes, heap * 2 / 5);
    return new PluginLimits(
        new RunLimits(
            value(properties, "run.pixels", PluginLimits::positive, DEFAULT_PIXELS),
            value(properties, "runs", PluginLimits::count, DEFAULT_RUNS),
            value(properties, "run.threads", PluginLimits::count, cores),
            value(properties, "run.memory", PluginLimits::bytes, memory),
            value(
                properties,
                "temporary",
                text -> Optional.of(Path.of(text)),
                Path.of(System.getProperty("java.io.tmpdir"))),
            FILE + " in GeoServer's data directory"),
        memory,
        value(
            properties,
            "device.memory",
            text -> bytes(text).map(OptionalLong::of),
            OptionalLong.empty()));
  }

  /** For administrators. */
  String description() {
    return String.format(
        Locale.ROOT,
        "%,d pixels and %d threads a run, %d runs at once, %,d MB of pixels in memory",
        runs.pixels(),
        runs.threads(),
        runs.runs(),
        memory >> 20);
  }

  private static <T> T value(
      Properties properties, String key, Function<String, Optional<T>> parse, T otherwise) {
    String text = properties.getProperty(key);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      Optional<T> value = parse.apply(text.strip());
      if (value.isPresent()) {
        return value.get();
      }
    } catch (IllegalArgumentException e) {
      // told like any other value that makes no sense
    }
    LOGGER.warning(
        FILE
            + ": "
            + key
            + " is '"
            + text
            + "', which can't be used; the default is used instead.");
    return otherwise;
  }

  private static Optional<Long> bytes(String text) {
    return ByteSize.parse(text).filter(bytes -> bytes > 0);
  }

  private static Optional<Long> positive(String text) {
    return Optional.of(Long.parseLong(text)).filter(n -> n > 0);
  }

  private static Optional<Integer> count(String text) {
    return Optional.of(Integer.parseInt(text)).filter(n -> n > 0 && n <= 1024);
  }
}
