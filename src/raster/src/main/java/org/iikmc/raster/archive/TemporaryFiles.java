/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.iikmc.kmeans.problem.Problem;

/**
 * What was unpacked of one archive, in Java's folder for temporary files. The files go when this is
 * closed, or else when the JVM ends. Safe for use by several threads.
 */
final class TemporaryFiles implements Closeable {
  /** That is left to others who need room there. */
  private static final long LEFT = 64 << 20;

  private final Path archive;

  /** Without a lock, so that the JVM can end while a large one is unpacked. */
  private final List<Path> files = new CopyOnWriteArrayList<>();

  /** Null while there is no file. */
  private Thread atExit;

  /**
   * @param archive for messages
   */
  TemporaryFiles(Path archive) {
    this.archive = archive;
  }

  /**
   * Makes a file of what is unpacked.
   *
   * @param size of it, if that is known before
   * @param ending of the file's name
   * @throws UnpackException if there is no room for it
   */
  Path unpack(OptionalLong size, String ending, ArchiveEntry.Unpacking way) throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Path file = make(folder, ending);
    boolean whole = false;
    try (OutputStream out = new Room(file, folder)) {
      if (size.isPresent()) {
        checkRoom(folder, size.getAsLong());
      }
      way.to(out);
      out.flush();
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
        files.remove(file);
      }
    }
    return file;
  }

  private Path make(Path folder, String ending) throws IOException {
    deleteAtExitOnce();
    try {
      Path file = Files.createTempFile(folder, "iikmc-", ending);
      files.add(file);
      return file;
    } catch (IOException e) {
      throw noRoom(folder, e.toString(), e);
    }
  }

  private synchronized void deleteAtExitOnce() {
    if (atExit == null) {
      atExit = new Thread(this::deleteAtExit);
      Runtime.getRuntime().addShutdownHook(atExit);
    }
  }

  private void checkRoom(Path folder, long more) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < LEFT || free - LEFT < more) {
      throw noRoom(folder, (free >> 20) + " MiB are free", null);
    }
  }

  private UnpackException noRoom(Path folder, String why, Throwable cause) {
    return new UnpackException(
        Problem.of(
            archive,
            " has to be unpacked, for which there is no room in ",
            folder,
            " ("
                + Damage.oneLine(why)
                + "); free some there, name another folder with -Djava.io.tmpdir, or unpack it and"
                + " give the folder."),
        cause);
  }

  /** Writes as long as there is room. */
  private final class Room extends FilterOutputStream {
    private static final int STEP = 64 << 20;

    private final Path folder;
    private long written;
    private long checked;

    Room(Path file, Path folder) throws IOException {
      super(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
      this.folder = folder;
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      if (written >= checked) {
        checkRoom(folder, 0);
        checked += STEP;
      }
      written += length;
      try {
        out.write(bytes, start, length);
      } catch (AsynchronousCloseException e) { // this thread is to stop
        throw e;
      } catch (IOException e) {
        throw noRoom(folder, e.getMessage(), e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        super.flush();
      } catch (AsynchronousCloseException e) {
        throw e;
      } catch (IOException e) {
        throw noRoom(folder, e.getMessage(), e);
      }
    }
  }

  private void deleteAll() throws IOException {
    IOException failed = null;
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
        files.remove(file);
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private void deleteAtExit() {
    try {
      deleteAll();
    } catch (IOException e) {
      // nobody is left who could be told
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (atExit == null) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
      atExit = null;
    } catch (IllegalStateException e) {
      // the JVM ends already
    }
    deleteAll();
  }
}
