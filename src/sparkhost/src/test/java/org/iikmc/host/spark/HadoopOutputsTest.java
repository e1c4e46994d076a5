/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.SparkConf;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs on a file system of Hadoop's get all of their names or none. */
class HadoopOutputsTest {
  @TempDir Path folder;

  /** Files of this machine, one of which can't be given its name. */
  public static final class Stubborn extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("file:///");
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      return !to.getName().equals("stuck.txt") && super.rename(from, to);
    }
  }

  private HadoopOutputs outputs() throws IOException {
    Configuration settings = new Configuration();
    settings.set("fs.file.impl", Stubborn.class.getName());
    return new HadoopOutputs(folder.resolve("out"), settings);
  }

  private List<String> there() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("out"))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsWrittenGetsItsNameAtTheEnd() throws IOException {
    try (HadoopOutputs outputs = outputs()) {
      outputs.check(List.of("a.tif", "report.json"));
      outputs.write("report.json", "{}");
      outputs.write(
          "a.tif",
          written -> written,
          file -> {
            Files.writeString(file, "map");
            Files.writeString(file.resolveSibling("a.qml"), "beside it");
          });
      assertThat(there()).hasSize(1).allMatch(name -> name.startsWith(".iikmc-"));
      outputs.commit();
    }
    assertThat(there()).containsExactly("a.qml", "a.tif", "report.json");
    assertThat(folder.resolve("out/a.qml")).hasContent("beside it");
  }

  @Test
  void withoutACommitNothingIsLeft() throws IOException {
    try (HadoopOutputs outputs = outputs()) {
      outputs.write("a.txt", "text");
    }
    assertThat(there()).isEmpty();
  }

  @Test
  void ifOneGetsNoNameNoneHasOne() throws IOException {
    try (HadoopOutputs outputs = outputs()) {
      outputs.write("a.txt", "first");
      outputs.write("stuck.txt", "second");
      outputs.write("report.json", "{}");
      assertThatThrownBy(outputs::commit)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("stuck.txt can't be given its name");
    }
    assertThat(there()).isEmpty();
  }

  @Test
  void nothingIsReplaced() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/a.txt"), "of the user");
    try (HadoopOutputs outputs = outputs()) {
      assertThatThrownBy(() -> outputs.check(List.of("a.txt")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("a.txt; remove it, or choose another folder");
      outputs.write("a.txt", "of the run");
      assertThatThrownBy(outputs::commit).isInstanceOf(InputException.class);
    }
    assertThat(folder.resolve("out/a.txt")).hasContent("of the user");
  }

  @Test
  void aDriverElsewhereHasNoFolderThatAnybodyFinds() throws IOException {
    SparkConf settings = new SparkConf(false).set("spark.submit.deployMode", "cluster");
    try (SparkPlatform platform = new SparkPlatform(settings)) {
      assertThatThrownBy(() -> platform.outputs(folder.resolve("out")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("start with --deploy-mode client");
    }
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
