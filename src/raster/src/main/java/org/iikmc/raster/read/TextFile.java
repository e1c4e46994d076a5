/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** A file of text in UTF-8 that is held whole, and so may not have any size. */
final class TextFile {
  private static final int MOST_BYTES = 64 << 20;

  private TextFile() {}

  /**
   * Reads a file.
   *
   * @param shorten what to do if it is too long, in words that end a sentence
   * @param instead what to do if it is no text, likewise
   * @return without a byte order mark, and blanks around it
   * @throws InputException if it is too long, or no text
   */
  static String read(Path file, String shorten, String instead) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) { // a server may not tell the size
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new InputException(file, " has more than 64 MiB; " + shorten + ".");
    }
    try {
      return stripped(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new InputException(Problem.of(file, " is not text; " + instead + "."), e);
    }
  }

  /** Without a byte order mark, and blanks around it. */
  static String stripped(String text) {
    return text.replaceFirst("^\uFEFF", "").strip();
  }
}
