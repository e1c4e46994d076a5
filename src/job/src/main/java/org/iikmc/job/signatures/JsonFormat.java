/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.signatures;

import java.io.IOException;
import java.nio.file.Path;
import org.iikmc.job.document.DocumentText;
import org.iikmc.kmeans.problem.InputException;

/** Signatures as JSON: {@link JsonSignatures} written, and read with care. */
public final class JsonFormat {
  private JsonFormat() {}

  /** Indented text, with a line break at its end. */
  public static String text(SignatureSet set) {
    return JsonSignatures.DOCUMENT.text(JsonSignatures.of(set));
  }

  /** A line of text, with what is needed to classify and no more. */
  public static String brief(SignatureSet set) {
    return JsonSignatures.DOCUMENT.line(JsonSignatures.brief(set));
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds no usable signatures; the message names the file
   */
  public static SignatureSet read(Path file) throws IOException {
    return parse(
        DocumentText.read(file, JsonSignatures.DOCUMENT.kind(), "give a signatures.json"), file);
  }

  /**
   * Reads a document.
   *
   * @param origin where it comes from, for messages: a path, or a text
   * @throws InputException if it holds no usable signatures
   */
  public static SignatureSet parse(String text, Object origin) {
    return JsonSignatures.DOCUMENT.parse(text, origin).checked(origin);
  }
}
