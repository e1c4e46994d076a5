/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * Makes requests, again if they fail for a while. Its threads end with the program. Safe for use by
 * several threads.
 */
final class WebClient {
  private static final int OK = 200;
  private static final int PART = 206;

  /** Of too many requests, and of servers that are overloaded or restart. */
  private static final Set<Integer> FOR_A_WHILE = Set.of(408, 429, 500, 502, 503, 504);

  private final WebSettings settings;
  private final Pause pause;

  /** Null before the first request. */
  private HttpClient client;

  /** Waits between two tries. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  WebClient(WebSettings settings, Pause pause) {
    this.settings = settings;
    this.pause = pause;
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1) // many connections, one for each thread
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(settings.connect())
              .build();
    }
    return client;
  }

  /**
   * Asks for a part of a file.
   *
   * @param first its first byte
   * @param last its last byte, or any behind the end of the file
   * @return with bytes only if it is of a part
   * @throws InputException if no server answers, or only that it can't
   */
  HttpResponse<byte[]> part(WebPath file, long first, long last) throws IOException {
    int most = Math.toIntExact(last - first + 1);
    try {
      return ask(
          file,
          HttpRequest.newBuilder(file.toUri()).header("Range", "bytes=" + first + "-" + last),
          status -> status == PART ? most : 0);
    } catch (BoundedBody.TooLong e) {
      throw new InputException(
          Problem.of(
              file,
              " can't be read: its server sends more than is asked for; download it, and give the"
                  + " file."),
          e);
    }
  }

  /**
   * Asks for a whole file.
   *
   * @param most bytes
   * @return with bytes only if it is of all
   * @throws InputException likewise, or if it has more bytes
   */
  HttpResponse<byte[]> all(WebPath file, int most) throws IOException {
    try {
      return ask(file, HttpRequest.newBuilder(file.toUri()), status -> status == OK ? most : 0);
    } catch (BoundedBody.TooLong e) {
      throw new InputException(
          Problem.of(
              file, " has more than " + (most >> 20) + " MiB, which is too much for a document."),
          e);
    }
  }

  /** How many bytes of an answer are read. */
  private interface Bound {
    int of(int status);
  }

  private HttpResponse<byte[]> ask(WebPath file, HttpRequest.Builder request, Bound bound)
      throws IOException {
    HttpRequest built = request.header("User-Agent", "iikmc").GET().build();
    for (int tried = 0; ; tried++) {
      boolean last = tried == settings.pauses().size();
      Duration wait = last ? Duration.ZERO : settings.pauses().get(tried);
      try {
        HttpResponse<byte[]> answer = send(built, bound);
        if (!FOR_A_WHILE.contains(answer.statusCode())) {
          return answer;
        }
        Optional<Duration> wanted = wantedPause(answer);
        boolean tooLong = wanted.isPresent() && wanted.get().compareTo(settings.longestPause()) > 0;
        if (last || tooLong) {
          throw new InputException(
              file,
              " can't be read: its server answers "
                  + answer.statusCode()
                  + (tooLong
                      ? " and asks to wait " + wanted.get().toSeconds() + " seconds"
                      : ", " + (tried + 1) + " times")
                  + "; try it again later.");
        }
        wait = longer(wait, wanted.orElse(Duration.ZERO));
      } catch (BoundedBody.TooLong | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        if (last || isForGood(e)) {
          throw new InputException(
              Problem.of(
                  file,
                  " can't be reached ("
                      + reason(e, file)
                      + "); check its address and your network."),
              e);
        }
      }
      pause(wait);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request, Bound bound) throws IOException {
    AtomicLong moved = new AtomicLong(System.nanoTime());
    Runnable move = () -> moved.set(System.nanoTime());
    CompletableFuture<HttpResponse<byte[]>> answer =
        client()
            .sendAsync(
                request,
                head -> {
                  move.run();
                  return new BoundedBody(bound.of(head.statusCode()), move);
                });
    long silence = settings.silence().toNanos();
    while (true) {
      try {
        return answer.get(moved.get() + silence - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() - moved.get() >= silence) {
          answer.cancel(true);
          throw new HttpTimeoutException(
              "no byte came for " + settings.silence().toSeconds() + " s");
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw interrupted();
      }
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private void pause(Duration time) throws IOException {
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("The run was stopped while it waited for a web server.");
  }

  /** What will be the same next time: a wrong certificate, a host that does not exist. */
  private static boolean isForGood(IOException e) {
    return e instanceof SSLException || isUnknownHost(e);
  }

  private static boolean isUnknownHost(Throwable e) {
    return e instanceof UnresolvedAddressException
        || e.getCause() != null && isUnknownHost(e.getCause());
  }

  private static String reason(IOException e, WebPath file) {
    if (isUnknownHost(e)) {
      return "there is no host " + file.toUri().getHost();
    }
    if (e.getMessage() == null) {
      return e instanceof ConnectException ? "no server is there" : "the connection was lost";
    }
    return e.getMessage().lines().findFirst().orElse("").strip();
  }

  /** What Retry-After says: seconds, or a time. */
  private static Optional<Duration> wantedPause(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(WebClient::duration)
        .filter(time -> !time.isNegative());
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(
          text.matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  Instant.now(),
                  ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
