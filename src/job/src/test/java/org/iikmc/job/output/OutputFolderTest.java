/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path root;

  private static List<String> all(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> !path.equals(folder))
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private static void write(Path folder, String name, String text) throws IOException {
    try (OutputFolder out = new OutputFolder(folder)) {
      out.write(name, text);
      out.commit();
    }
  }

  @Test
  void aNewFolderAppearsWhole() throws IOException {
    Path folder = root.resolve("a/b/out");
    try (OutputFolder out = new OutputFolder(folder)) {
      out.write("report.json", "{}");
      assertThat(folder).doesNotExist();
      out.commit();
      assertThat(folder.resolve("report.json")).hasContent("{}");
    }
    assertThat(all(root))
        .containsExactly("a", "a/b", "a/b/out", "a/b/out/iikmc.sha256", "a/b/out/report.json");
  }

  @Test
  void whatIsNotCommittedLeavesNothing() throws IOException {
    try (OutputFolder out = new OutputFolder(root.resolve("a/b/out"))) {
      out.write("report.json", "{}");
    }
    assertThat(all(root)).isEmpty();
  }

  @Test
  void outputsComeBesideWhatIsThere() throws IOException {
    Files.writeString(root.resolve("notes.txt"), "mine");
    write(root, "report.json", "1");
    write(root, "report.json", "2");
    write(root, "signatures.json", "3");
    assertThat(all(root))
        .containsExactly("iikmc.sha256", "notes.txt", "report.json", "signatures.json");
    assertThat(root.resolve("report.json")).hasContent("2");
    write(root, "report.json", "4");
  }

  @Test
  void aFileOfSomebodyElseIsNotReplaced() throws IOException {
    Files.writeString(root.resolve("report.json"), "mine");
    try (OutputFolder out = new OutputFolder(root)) {
      assertThatThrownBy(() -> out.check(List.of("signatures.json", "report.json")))
          .isInstanceOf(InputException.class)
          .hasMessage(
              root.toRealPath().resolve("report.json")
                  + " has the name of an output, or belongs to one, but no run wrote it, or it was"
                  + " changed since; move it away, or choose another folder.");
      out.write("report.json", "{}");
      assertThatThrownBy(out::commit).isInstanceOf(InputException.class);
    }
    assertThat(all(root)).containsExactly("report.json");
    assertThat(root.resolve("report.json")).hasContent("mine");
  }

  @Test
  void twoJobsCanMakeTheSameFolder() throws IOException {
    Path folder = root.resolve("out");
    try (OutputFolder first = new OutputFolder(folder);
        OutputFolder second = new OutputFolder(folder)) {
      first.write("a.json", "1");
      first.write("b.json", "1");
      second.write("b.json", "2");
      first.commit();
      second.commit();
    }
    assertThat(all(root)).containsExactly("out", "out/a.json", "out/b.json", "out/iikmc.sha256");
    assertThat(folder.resolve("b.json")).hasContent("2");
  }

  /** The folder that somebody makes while a job computes is not the job's. */
  @Test
  void aFolderThatComesBetweenKeepsItsFiles() throws IOException {
    Path folder = root.resolve("out");
    try (OutputFolder out = new OutputFolder(folder)) {
      out.write("a.json", "1");
      Files.createDirectory(folder);
      Files.writeString(folder.resolve("a.json"), "mine");
      assertThatThrownBy(out::commit).isInstanceOf(InputException.class);
    }
    assertThat(all(root)).containsExactly("out", "out/a.json");
    assertThat(folder.resolve("a.json")).hasContent("mine");
  }

  @Test
  void aFileOrALinkToNowhereIsNoFolder() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> new OutputFolder(file)).hasMessageContaining("is a file");
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("nowhere"));
    assertThatThrownBy(() -> new OutputFolder(link)).hasMessageContaining("a link to nothing");
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void aLinkToAFolderIsFollowed() throws IOException {
    Path real = Files.createDirectory(root.resolve("real"));
    Path link = Files.createSymbolicLink(root.resolve("link"), real);
    write(link, "report.json", "{}");
    assertThat(real.resolve("report.json")).exists();
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void aFullDiskIsToldWithTheFileTheFolderAndTheNeed() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs Linux");
    try (OutputFolder out = new OutputFolder(root)) {
      out.write(
          "a_classes.tif", written -> written, file -> Files.write(file, new byte[3_000_000]));
      assertThatThrownBy(
              () ->
                  out.write(
                      "b_classes.tif",
                      written -> 3 * written,
                      file -> Files.write(full, new byte[9])))
          .isInstanceOf(WriteFailure.class)
          .hasMessageStartingWith(
              "The output b_classes.tif can't be written to "
                  + root.toRealPath()
                  + " (No space left on device): the outputs need about 9.0 MB there, and ")
          .hasMessageEndingWith(" are free; free space there, or choose another folder.");
    }
    assertThat(all(root)).isEmpty();
  }
}
