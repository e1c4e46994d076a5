/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.iikmc.host.server.ows.OwsException;

/**
 * Between Jetty and the services: limits what comes in, writes what goes out, one log line each.
 */
public final class JettyHandler extends Handler.Abstract {
  private static final Logger LOGGER = Logger.getLogger(JettyHandler.class.getName());

  private static final int SWALLOWED = 16 << 20;

  private final Function<HttpCall, Answer> services;
  private final AccessToken token;
  private final int mostBytes;

  /**
   * @param services answer every request
   * @param mostBytes of the body of a request
   */
  public JettyHandler(Function<HttpCall, Answer> services, AccessToken token, int mostBytes) {
    this.services = services;
    this.token = token;
    this.mostBytes = mostBytes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long start = System.nanoTime();
    Answer answer = answer(request);
    long bytes = answer.body().length;
    try {
      response.setStatus(answer.status());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
      response.getHeaders().put("X-Content-Type-Options", "nosniff");
      answer.headers().forEach(response.getHeaders()::put);
      boolean head = request.getMethod().equals("HEAD");
      if (answer.file().isPresent()) {
        bytes = Files.size(answer.file().get());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes);
        if (!head) {
          try (OutputStream out = Content.Sink.asOutputStream(response)) {
            Files.copy(answer.file().get(), out);
          }
        }
        callback.succeeded();
      } else {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes);
        response.write(true, ByteBuffer.wrap(head ? new byte[0] : answer.body()), callback);
      }
    } catch (EofException e) {
      callback.failed(e); // the client has gone
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.WARNING, e, () -> "An answer can't be sent");
      callback.failed(e);
    } finally {
      answer.afterwards().run();
      log(request, answer.status(), bytes, System.nanoTime() - start);
    }
    return true;
  }

  private Answer answer(Request request) {
    try {
      // Before anything is refused: Jetty closes a connection with an unread body, unannounced,
      // and the client's next request on it would be lost.
      byte[] body = body(request);
      if (body.length > mostBytes) {
        return tooLarge();
      }
      Parameters parameters = Parameters.parse(request.getHttpURI().getQuery());
      Optional<String> authorization =
          Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      if (token.isMistaken(authorization)) {
        return Answer.text(
                401, "text/plain", "The token is not that of this server; give the right one.\n")
            .with("WWW-Authenticate", "Bearer realm=\"iikmc\"");
      }
      return services.apply(
          new HttpCall(
              request.getMethod(),
              Request.getPathInContext(request),
              parameters,
              body,
              root(request),
              token.isShown(authorization, parameters)));
    } catch (OwsException e) {
      return Answer.text(e.status() == 200 ? 400 : e.status(), "text/plain", e.getMessage() + "\n");
    } catch (IOException e) {
      return Answer.text(400, "text/plain", "The request was cut off.\n")
          .with("Connection", "close");
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.SEVERE, e, () -> "A request failed: " + request.getHttpURI().getPath());
      return Answer.text(500, "text/plain", "The server failed; its log tells why.\n");
    }
  }

  /** All of it, or one byte more than is taken. */
  private byte[] body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(mostBytes + 1);
      in.skip(SWALLOWED); // most clients send everything before they read what is wrong with it
      return body;
    }
  }

  private Answer tooLarge() {
    return Answer.text(
            413,
            "text/plain",
            "The request is larger than the "
                + mostBytes
                + " bytes that this server takes; give coverages by name or reference.\n")
        .with("Connection", "close");
  }

  /** As the client wrote it, or an intermediate server says it did. */
  private static String root(Request request) {
    String scheme =
        Optional.ofNullable(request.getHeaders().get("X-Forwarded-Proto"))
            .filter(proto -> proto.equals("https"))
            .orElse("http");
    String host =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.HOST))
            .filter(name -> name.matches("[A-Za-z0-9.:\\[\\]_-]{1,255}"))
            .orElse(Request.getServerName(request) + ":" + Request.getServerPort(request));
    return scheme + "://" + host;
  }

  /** Never the token; a line can't be forged, since control characters are escaped in a URI. */
  private static void log(Request request, int status, long bytes, long nanos) {
    LOGGER.info(
        () ->
            String.format(
                "%s %s %s %d %d bytes %d ms",
                Request.getRemoteAddr(request),
                request.getMethod(),
                request
                    .getHttpURI()
                    .getPathQuery()
                    .replaceAll("(?i)(token=)[^&]*", "$1…")
                    .replaceAll("\\p{Cntrl}", "?"),
                status,
                bytes,
                nanos / 1_000_000));
  }
}
