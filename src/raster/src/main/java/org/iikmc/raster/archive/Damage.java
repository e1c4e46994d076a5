/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** Turns whatever a library throws at the bytes of a damaged archive into one sentence. */
final class Damage {
  private static final int LONGEST = 120;

  private Damage() {}

  /** What reads an archive. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Reads.
   *
   * @throws InputException if the archive is not as it should be
   * @throws IOException if the reason is not the archive
   */
  static <T> T toldOf(Path archive, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (InputException
        | UnpackException
        | FileSystemException
        | AsynchronousCloseException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw found(archive, e);
    } catch (StackOverflowError e) { // headers that are about each other, thousands of them
      throw found(archive, e);
    }
  }

  private static InputException found(Path archive, Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new InputException(
        Problem.of(
            archive,
            " is damaged or cut off (" + oneLine(message) + "); copy or download it again."),
        e);
  }

  /** A text that may hold anything, fit for a sentence. */
  static String oneLine(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}\uFFFD]", "?").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
