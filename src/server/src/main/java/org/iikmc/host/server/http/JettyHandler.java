/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Between Jetty and the services: limits what comes in, writes what goes out, one log line each.
 */
public final class JettyHandler extends Handler.Abstract {
  private static final Logger LOGGER = Logger.getLogger(JettyHandler.class.getName());

  private final Function<HttpCall, Answer> services;
  private final AccessToken token;
  private final int mostBytes;
  private final Transfers bodies;
  private final AnswerWriter writer;
  private final HeaderWatch headers;

  /**
   * @param services answer every request
   * @param mostBytes of the body of a request
   * @param headers is told of requests
   * @param scheduler ends what is too slow
   * @param bodies how slow those of requests may be, and how many
   * @param answers how slowly they may be read
   */
  public JettyHandler(
      Function<HttpCall, Answer> services,
      AccessToken token,
      int mostBytes,
      HeaderWatch headers,
      Scheduler scheduler,
      TransferLimits bodies,
      TransferLimits answers) {
    this.services = services;
    this.token = token;
    this.mostBytes = mostBytes;
    this.headers = headers;
    this.bodies = new Transfers(scheduler, bodies);
    writer = new AnswerWriter(new Transfers(scheduler, answers));
  }

  /**
   * Before anything is refused, the body is read: Jetty closes a connection with an unread body,
   * unannounced, and the client's next request on it would be lost.
   */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long start = System.nanoTime();
    Connection connection = request.getConnectionMetaData().getConnection();
    headers.began(connection);
    Request.addCompletionListener(request, failure -> headers.ended(connection));
    new BodyReader(
            request,
            mostBytes,
            bodies,
            new BodyReader.Outcome() {
              @Override
              public void whole(byte[] body) {
                send(answer(request, body));
              }

              @Override
              public void tooLarge() {
                send(JettyHandler.this.tooLarge());
              }

              @Override
              public void gaveWay() {
                send(tooSlow());
              }

              @Override
              public void cutOff() {
                send(last(400, "The request was cut off.\n"));
              }

              private void send(Answer answer) {
                JettyHandler.this.send(answer, request, response, callback, start);
              }
            })
        .read();
    return true;
  }

  private void send(
      Answer answer, Request request, Response response, Callback callback, long start) {
    Callback sent =
        Callback.from(
            () -> {
              answer.afterwards().run();
              log(request, response, System.nanoTime() - start);
            },
            callback);
    try {
      response.setStatus(answer.status());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
      response.getHeaders().put("X-Content-Type-Options", "nosniff");
      answer.headers().forEach(response.getHeaders()::put);
      writer.write(answer, request, response, sent);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, e, () -> "An answer can't be sent");
      sent.failed(e);
    }
  }

  private Answer answer(Request request, byte[] body) {
    try {
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
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.SEVERE, e, () -> "A request failed: " + request.getHttpURI().getPath());
      return Answer.text(500, "text/plain", "The server failed; its log tells why.\n");
    }
  }

  private Answer tooLarge() {
    return last(
        413,
        "The request is larger than the "
            + mostBytes
            + " bytes that this server takes; give coverages by name or reference.\n");
  }

  private static Answer tooSlow() {
    return last(
        408,
        "The request came too slowly, or too many come at once from this address; send it again.\n");
  }

  /** What is told before the connection is closed. */
  private static Answer last(int status, String text) {
    return Answer.text(status, "text/plain", text).with("Connection", "close");
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
  private static void log(Request request, Response response, long nanos) {
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
                response.getStatus(),
                Response.getContentBytesWritten(response),
                nanos / 1_000_000));
  }
}
