/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * A folder that gets all outputs of a job or none, a kill included. A new folder appears whole; in
 * one that exists, outputs take the place of what earlier jobs wrote there, and of nothing else.
 * Used by one thread.
 */
public final class OutputFolder implements Outputs {
  private final Path folder;
  private final List<Path> made;

  /** The new folder itself, or the outputs in one that exists. */
  private final Staging staging;

  /** Where outputs are written. */
  private final Path files;

  /**
   * Finishes or removes what killed jobs left there, and makes the folders above it.
   *
   * @throws InputException if it can't be a folder of outputs
   * @throws IOException if the disk is full, or what a killed job left stands in the way
   */
  public OutputFolder(Path folder) throws IOException {
    if (folder.getFileSystem() != FileSystems.getDefault()) {
      throw new InputException(
          "The output folder ",
          folder,
          " is on a file system that is only read here; choose a folder of this machine with ",
          Problem.option("out"),
          ".");
    }
    Path named = folder.toAbsolutePath().normalize();
    Path parent = Optional.ofNullable(named.getParent()).orElse(named);
    Staging.recover(parent);
    Staging.recover(named);
    boolean exists = Files.isDirectory(named);
    if (!exists && Files.exists(named, LinkOption.NOFOLLOW_LINKS)) {
      throw new InputException(
          "The output folder ",
          folder,
          " is a file, or a link to nothing; choose another with ",
          Problem.option("out"),
          ".");
    }
    this.folder = exists ? named.toRealPath() : named;
    Path place = exists ? this.folder : parent;
    made = missing(place);
    try {
      Files.createDirectories(place);
      staging = Staging.in(place);
      files = exists ? staging.entries() : staging.entries().resolve(named.getFileName());
      Files.createDirectories(files);
    } catch (IOException e) {
      removeMadeFolders();
      if (WriteFailure.isFull(e)) {
        throw WriteFailure.of("Outputs", folder, 0, e);
      }
      throw new InputException(
          Problem.of(
              "The output folder ",
              folder,
              " can't be written to (" + WriteFailure.reason(e) + "); choose another with ",
              Problem.option("out"),
              "."),
          e);
    }
  }

  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
      missing.add(each);
    }
    return missing;
  }

  /** Where to make a folder that is to be among the outputs. */
  public Path subfolder(String name) {
    return files.resolve(name);
  }

  @Override
  public void check(Collection<String> names) throws IOException {
    if (Files.isDirectory(folder)) {
      Staging.check(folder, names);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws WriteFailure if it can't be written whole
   */
  @Override
  public void write(String name, LongUnaryOperator total, Output output) throws IOException {
    try {
      output.write(files.resolve(name));
    } catch (IOException e) {
      throw WriteFailure.of("The output " + name, folder, total.applyAsLong(written()), e);
    }
  }

  @Override
  public void write(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(name, written -> written + bytes.length, file -> Files.write(file, bytes));
  }

  private long written() {
    try (Stream<Path> all = Files.list(files)) {
      return all.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void commit() throws IOException {
    boolean exists = Files.isDirectory(folder);
    try {
      OwnFiles.list(files);
      if (exists && !files.equals(staging.entries())) {
        commitIntoExisting(); // somebody made it meanwhile
      } else {
        staging.commit();
      }
    } catch (IOException e) {
      throw WriteFailure.of("The outputs", folder, written(), e);
    }
    made.clear();
  }

  private void commitIntoExisting() throws IOException {
    try (Staging there = Staging.in(folder);
        Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        Files.move(file, there.entries().resolve(file.getFileName()));
      }
      there.commit();
    }
  }

  /** Removes what was not committed, and folders that were made for nothing. */
  @Override
  public void close() throws IOException {
    staging.close();
    removeMadeFolders();
  }

  private void removeMadeFolders() {
    for (Path path : made) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        return; // somebody else has put something there
      }
    }
  }
}
