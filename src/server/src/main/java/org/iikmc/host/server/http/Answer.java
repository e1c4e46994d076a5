/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * What a client gets.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body bytes, shared; empty if there is content
 * @param content the body, if it is a file
 * @param headers further ones
 * @param afterwards to be done when the body was sent, or can't be
 */
public record Answer(
    int status,
    String contentType,
    byte[] body,
    Optional<HttpContent> content,
    Map<String, String> headers,
    Runnable afterwards) {
  private static final Runnable NOTHING = () -> {};

  /** Bytes. */
  public static Answer of(String contentType, byte[] body) {
    return new Answer(200, contentType, body, Optional.empty(), Map.of(), NOTHING);
  }

  /** Text in UTF-8. */
  public static Answer text(int status, String contentType, String text) {
    return of(contentType, text.getBytes(StandardCharsets.UTF_8)).withStatus(status);
  }

  /** A file. */
  public static Answer file(String contentType, Path file) {
    return content(contentType, ResourceFactory.root().newResource(file));
  }

  /** A file, or what is like one on the class path. */
  public static Answer content(String contentType, Resource resource) {
    return new Answer(
        200,
        contentType,
        new byte[0],
        Optional.of(new ResourceHttpContent(resource, contentType)),
        Map.of(),
        NOTHING);
  }

  /** The same with another status. */
  public Answer withStatus(int other) {
    return new Answer(other, contentType, body, content, headers, afterwards);
  }

  /** The same with one header more. */
  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, content, more, afterwards);
  }

  /** The same, and something to do when it was sent. */
  public Answer then(Runnable after) {
    return new Answer(status, contentType, body, content, headers, after);
  }
}
