/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.nio.file.Path;
import org.iikmc.kmeans.problem.Wording;

/**
 * For users of a server: inputs as processes spell them, and of files the name alone. Quotes are
 * typographic, because GeoServer escapes straight ones twice, and users would read them as
 * &amp;apos;
 */
public final class ServerWording implements Wording {
  private static final String BEFORE_QUOTES = " (\n";

  @Override
  public String option(String name) {
    return name;
  }

  @Override
  public String option(String name, String value) {
    return name + "=" + value;
  }

  @Override
  public String file(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  @Override
  public String sentence(String text) {
    StringBuilder typographic = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\'') {
        boolean opens = i == 0 || BEFORE_QUOTES.indexOf(text.charAt(i - 1)) >= 0;
        typographic.setCharAt(i, opens ? '\u2018' : '\u2019');
      } else if (text.charAt(i) == '"') {
        typographic.setCharAt(i, '\u201d');
      }
    }
    return typographic.toString();
  }
}
