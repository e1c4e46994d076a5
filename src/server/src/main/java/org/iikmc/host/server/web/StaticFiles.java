/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.iikmc.host.server.http.Answer;

/**
 * The page and what belongs to it, from the class path; OpenLayers at {@code /ol/} if its webjar is
 * there.
 */
public final class StaticFiles {
  private static final String OPEN_LAYERS = "/ol/";
  private static final Pattern SAFE =
      Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "mjs", "text/javascript;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "map", "application/json",
          "woff2", "font/woff2");

  private final Resource page;
  private final Optional<Resource> openLayers;

  /**
   * Looks for OpenLayers.
   *
   * @param resources finds them, as long as the server runs
   */
  public StaticFiles(ResourceFactory resources) {
    page = resources.newClassLoaderResource("org/iikmc/host/server/web/", false);
    openLayers =
        version("META-INF/maven/org.webjars.npm/ol/pom.properties")
            .map(version -> "META-INF/resources/webjars/ol/" + version + "/")
            .map(folder -> resources.newClassLoaderResource(folder, false));
  }

  private static Optional<String> version(String properties) {
    try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(properties)) {
      if (in == null) {
        return Optional.empty();
      }
      Properties read = new Properties();
      read.load(in);
      return Optional.ofNullable(read.getProperty("version"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The file at a path.
   *
   * @return empty if there is none
   */
  public Optional<Answer> answer(String path) {
    if (openLayers.isPresent() && path.startsWith(OPEN_LAYERS)) {
      return file(openLayers.get(), path.substring(OPEN_LAYERS.length()));
    }
    return file(page, path.equals("/") ? "index.html" : path.substring(1))
        .map(
            answer ->
                answer.with(
                    "Content-Security-Policy",
                    // Data may come from the GeoServer that the user names; scripts may not.
                    "default-src 'self'; connect-src *; img-src * data: blob:; style-src 'self'"
                        + " 'unsafe-inline'; frame-ancestors 'self'"));
  }

  /** A name with nothing in it that could lead elsewhere, of a known type. */
  private static Optional<Answer> file(Resource folder, String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !SAFE.matcher(name).matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(folder.resolve(name))
        .filter(Resource::exists)
        .map(file -> Answer.content(type, file).with("Cache-Control", "no-cache"));
  }
}
