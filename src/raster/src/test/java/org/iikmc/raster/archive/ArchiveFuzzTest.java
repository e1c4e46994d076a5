/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.testing.TestArchives;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that were cut off or changed at random: each is read, or refused in one line. */
class ArchiveFuzzTest {
  private static final int EACH = 100;

  /** Above what any of them takes; to end a test that hangs, and not to measure. */
  private static final Duration HANGING = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void noneIsReadWrongWithoutAWord() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Random random = new Random(11);
    for (int i = 0; i < 6; i++) {
      byte[] bytes = new byte[200 + 300 * i];
      random.nextBytes(bytes);
      Arrays.fill(bytes, 100, 150, (byte) 0);
      files.put("folder/" + "long".repeat(i * 8) + i, bytes);
    }
    List<byte[]> whole =
        List.of(
            Files.readAllBytes(TestArchives.write(folder.resolve("a.tar"), files)),
            Files.readAllBytes(TestArchives.write(folder.resolve("a.tgz"), files)),
            Files.readAllBytes(TestArchives.write(folder.resolve("a.zip"), files)),
            Files.readAllBytes(TestArchives.writeStored(folder.resolve("b.zip"), files)));
    Assertions.assertTimeoutPreemptively(
        HANGING,
        () -> {
          int refused = 0;
          for (int kind = 0; kind < whole.size(); kind++) {
            for (int i = 0; i < EACH; i++) {
              Path file = folder.resolve("x" + kind + "-" + i);
              Files.write(file, changed(whole.get(kind), random));
              // What is packed has a sum, so that damage is seen; what is stored has none.
              refused += outcome(file, kind == 1 || kind == 2 ? files : Map.of());
            }
          }
          assertThat(refused).isBetween(EACH, EACH * whole.size() - 20);
        });
  }

  private static byte[] changed(byte[] whole, Random random) {
    if (random.nextInt(3) == 0) {
      return Arrays.copyOf(whole, random.nextInt(whole.length));
    }
    byte[] bytes = whole.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** 1 if it was refused, 0 if all of it was read. */
  private static int outcome(Path file, Map<String, byte[]> right) throws IOException {
    try (Archives archives = new Archives()) {
      Path root = archives.root(file);
      List<Path> all = new ArrayList<>();
      try (Stream<Path> walked = Files.walk(root)) {
        walked.filter(Files::isRegularFile).forEach(all::add);
      }
      for (Path path : all) {
        byte[] found = Files.readAllBytes(path);
        byte[] expected = right.get(root.relativize(path).toString());
        if (expected != null) {
          assertThat(found).as("%s", path).isEqualTo(expected);
        }
      }
      return 0;
    } catch (InputException | IOException e) {
      assertThat(e.getMessage()).contains(file.toString()).doesNotContainPattern("\\p{Cntrl}");
      return 1;
    }
  }
}
