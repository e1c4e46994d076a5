/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.document;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** The text of a file that is held whole, and so may not have any size. */
public final class DocumentText {
  private static final long MOST_BYTES = 8 << 20;

  private DocumentText() {}

  /**
   * Reads a file in UTF-8.
   *
   * @param kind what it should be, such as "signatures file"
   * @param remedy what to give instead, such as "give signatures.json"
   * @throws InputException if it is not there, too long, or no text
   */
  public static String read(Path file, String kind, String remedy) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException("The " + kind + " ", file, " does not exist.");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new InputException(
          file, " has more than 8 MiB, which no " + kind + " needs; " + remedy + ".");
    }
    try {
      return withoutMark(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new InputException(Problem.of(file, " is not text in UTF-8; " + remedy + "."), e);
    }
  }

  /** Without the byte order mark that some programs begin a text with. */
  public static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
