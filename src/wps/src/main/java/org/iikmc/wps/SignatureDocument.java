/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;

/**
 * Signatures as they travel: JSON that nobody has looked at yet.
 *
 * @param json see {@link JsonFormat}
 */
public record SignatureDocument(String json) {
  /** Of signatures. */
  static SignatureDocument of(SignatureSet signatures) {
    return new SignatureDocument(JsonFormat.text(signatures));
  }

  /**
   * The signatures.
   *
   * @param input name of the input, for messages
   * @throws InputException if there are none in it that can be used
   */
  public SignatureSet parse(String input) {
    return JsonFormat.parse(json, "The input " + input);
  }
}
