/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.iikmc.job.output.Outputs;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * Outputs on a file system of Hadoop's, or in a store of objects. Nothing there is replaced. Each
 * output is put under a name of the run's own first; at the end they get their names one after the
 * other, the report last, and if that fails those that had theirs lose them again. A file is there
 * under its name whole or not at all, also in stores where a new name means a copy.
 */
final class HadoopOutputs implements Outputs {
  private static final String LAST = "report.json";

  private final FileSystem system;
  private final Path folder;
  private final Path own;
  private final java.nio.file.Path local;
  private final List<String> written = new ArrayList<>();
  private long bytes;

  /**
   * Begins outputs.
   *
   * @param folder that need not exist
   * @throws InputException if it is a file, or can't be reached
   */
  HadoopOutputs(java.nio.file.Path folder, Configuration configuration) throws IOException {
    this.folder = new Path(folder.toUri());
    own = new Path(this.folder, ".iikmc-" + UUID.randomUUID());
    try {
      // Its own, which nobody else closes while this program ends.
      Configuration own = new Configuration(configuration);
      own.setBoolean("fs.automatic.close", false);
      system = FileSystem.newInstance(this.folder.toUri(), own);
      if (system.exists(this.folder) && system.getFileStatus(this.folder).isFile()) {
        throw new InputException(
            "The output folder ",
            folder,
            " is a file; choose another with ",
            Problem.option("out"),
            ".");
      }
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // as of a host without an address, or no client
      throw new InputException(
          Problem.of(
              "The output folder ",
              folder,
              " can't be reached ("
                  + e.getMessage()
                  + "); see whether Spark has what Hadoop needs for it,"
                  + " or choose another with ",
              Problem.option("out"),
              "."),
          e);
    }
    local = Files.createTempDirectory("iikmc");
  }

  @Override
  public void check(Collection<String> names) throws IOException {
    Set<String> there = new HashSet<>();
    if (system.exists(folder)) {
      for (FileStatus each : system.listStatus(folder)) {
        there.add(each.getPath().getName());
      }
    }
    for (String name : names) {
      if (there.contains(name)) {
        throw new InputException(
            "There is already "
                + new Path(folder, name)
                + "; remove it, or choose another folder"
                + " with ",
            Problem.option("out"),
            ".");
      }
    }
  }

  @Override
  public void write(String name, LongUnaryOperator total, Output output) throws IOException {
    java.nio.file.Path made = Files.createTempDirectory(local, "output");
    output.write(made.resolve(name));
    List<java.nio.file.Path> files;
    try (Stream<java.nio.file.Path> all = Files.list(made)) {
      files = all.sorted().toList();
    }
    for (java.nio.file.Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        put(file.getFileName().toString(), in);
      }
      Files.delete(file);
    }
    Files.delete(made);
  }

  @Override
  public void write(String name, String text) throws IOException {
    put(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void put(String name, InputStream in) throws IOException {
    try (OutputStream out = system.create(new Path(own, name), false)) {
      bytes += in.transferTo(out);
    } catch (IOException e) {
      throw new IOException(
          "The output "
              + name
              + " can't be written to "
              + folder
              + " after "
              + (bytes >> 20)
              + " MiB of all outputs ("
              + e.getMessage()
              + ").",
          e);
    }
    written.add(name);
  }

  @Override
  public void commit() throws IOException {
    check(written); // somebody may have been there meanwhile
    List<String> names =
        written.stream().sorted(Comparator.comparing((String name) -> name.equals(LAST))).toList();
    List<String> named = new ArrayList<>();
    try {
      for (String name : names) {
        if (!system.rename(new Path(own, name), new Path(folder, name))) {
          throw new IOException(
              new Path(folder, name) + " can't be given its name; see who may write there.");
        }
        named.add(name);
      }
    } catch (IOException | RuntimeException e) {
      for (String name : named) {
        try {
          system.delete(new Path(folder, name), false);
        } catch (IOException more) {
          e.addSuppressed(more);
        }
      }
      throw e;
    }
  }

  /** Removes what did not get its name. */
  @Override
  public void close() throws IOException {
    try (FileSystem closed = system) {
      closed.delete(own, true);
    } finally {
      deleteLocal();
    }
  }

  private void deleteLocal() throws IOException {
    try (Stream<java.nio.file.Path> all = Files.walk(local)) {
      for (java.nio.file.Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
