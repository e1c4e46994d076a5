/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Text of elements, attributes and escaped characters that HTML5 and XML parsers read alike. An
 * attribute is given as its name and its value, one after the other.
 */
final class Markup {
  private static final Set<String> LINES =
      Set.of("tr", "section", "figure", "table", "svg", "g", "p", "dl", "ul", "li", "details");

  private final StringBuilder text = new StringBuilder("<!DOCTYPE html>\n");
  private final Deque<String> open = new ArrayDeque<>();

  Markup open(String tag, String... attributes) {
    start(tag, attributes).append('>');
    open.push(tag);
    return this;
  }

  /** An element without content, which HTML allows for some tags only and SVG for all. */
  Markup empty(String tag, String... attributes) {
    start(tag, attributes).append("/>");
    return this;
  }

  Markup element(String tag, String content, String... attributes) {
    return open(tag, attributes).text(content).close();
  }

  Markup text(String content) {
    content.codePoints().forEach(this::escape);
    return this;
  }

  /** Text that must be neither escaped nor hold anything to escape: a style sheet. */
  Markup verbatim(String content) {
    text.append(content);
    return this;
  }

  Markup close() {
    String tag = open.pop();
    text.append("</").append(tag).append('>');
    if (LINES.contains(tag)) {
      text.append('\n');
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private StringBuilder start(String tag, String... attributes) {
    text.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text(attributes[i + 1]);
      text.append('"');
    }
    return text;
  }

  private void escape(int c) {
    switch (c) {
      case '&' -> text.append("&amp;");
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '"' -> text.append("&quot;");
      case '\'' -> text.append("&#39;");
      default -> text.appendCodePoint(allowed(c) ? c : 0xFFFD);
    }
  }

  /** Whether XML 1.0 may hold the character, and HTML not as a control character. */
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= ' ' && c < 0x7F)
        || (c > 0x9F && c < 0xD800)
        || (c > 0xDFFF && c < 0xFFFE)
        || c > 0xFFFF;
  }
}
