/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;

/**
 * What is known of files of web servers, and their bytes. Since who reads a file block by block
 * asks for its state before each, that is remembered for a while, and each answer tells it anew.
 * Safe for use by several threads.
 */
final class WebFiles {
  private static final int MOST_KNOWN = 10_000;

  /** Of what is read whole, where a server sends no parts. */
  private static final int MOST_WHOLE = 64 << 20;

  private static final int OK = 200;
  private static final int PART = 206;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int NO_SUCH_RANGE = 416;

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("(?i)bytes\\s+(?:([0-9]{1,18})-[0-9]{1,18}|\\*)/([0-9]{1,18})");

  /** What GDAL and others keep beside a raster file. */
  private static final Pattern BESIDE =
      Pattern.compile("(?i).*\\.(?:aux\\.xml|msk|ovr|prj|tfw|tifw|tiffw|wld)");

  private final WebClient client;
  private final WebSettings settings;
  private final BlockCache cache;
  private final Map<WebPath, Known> known = new LinkedHashMap<>(16, 0.75f, true);

  /** Empty where nothing is. */
  private record Known(Optional<WebState> state, long since) {}

  WebFiles(WebSettings settings, WebClient.Pause pause) {
    this.settings = settings;
    client = new WebClient(settings, pause);
    cache = new BlockCache(settings.cacheBytes());
  }

  /**
   * The state of a file.
   *
   * @throws NoSuchFileException if there is none
   * @throws InputException if that can't be known
   */
  WebState state(WebPath file) throws IOException {
    Optional<Optional<WebState>> remembered = remembered(file);
    return (remembered.isPresent() ? remembered.get() : asked(file))
        .orElseThrow(() -> new NoSuchFileException(file.toString()));
  }

  private synchronized Optional<Optional<WebState>> remembered(WebPath file) {
    Known last = known.get(file);
    return last == null || System.nanoTime() - last.since > settings.remembered().toNanos()
        ? Optional.empty()
        : Optional.of(last.state);
  }

  private synchronized void remember(WebPath file, Optional<WebState> state) {
    known.put(file, new Known(state, System.nanoTime()));
    if (known.size() > MOST_KNOWN) {
      known.remove(known.keySet().iterator().next());
    }
  }

  private Optional<WebState> asked(WebPath file) throws IOException {
    HttpResponse<byte[]> answer = client.part(file, 0, BlockCache.BLOCK - 1L);
    int status = answer.statusCode();
    boolean beside = BESIDE.matcher(file.toString()).matches();
    Optional<WebState> state = Optional.empty();
    if (status == PART) {
      state = Optional.of(stateOfPart(file, answer));
      checkPart(file, answer, 0, BlockCache.BLOCK, state.get());
      cache.put(file, state.get(), 0, answer.body());
    } else if (status == OK) {
      long length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
      state = Optional.of(state(answer, length, false));
    } else if (status == NO_SUCH_RANGE) { // of an empty file there is no part
      state = Optional.of(state(answer, 0, true));
    } else if (status != NOT_FOUND && status != GONE && !(beside && status == FORBIDDEN)) {
      throw refused(file, answer);
    }
    remember(file, state);
    return state;
  }

  private static InputException refused(WebPath file, HttpResponse<?> answer) {
    int status = answer.statusCode();
    if (status == UNAUTHORIZED) {
      return new InputException(
          file,
          " is for users that its server knows (401), and no password is sent here; give a signed"
              + " URL, or download the file.");
    }
    if (status == FORBIDDEN) {
      return new InputException(
          file,
          " is forbidden by its server (403); if its URL is signed, sign it anew, since signatures"
              + " expire, or else see whether you may read it.");
    }
    if (status / 100 == 3) {
      return new InputException(
          file,
          " has moved to where it is not followed (" + status + "); give its new https: address.");
    }
    return new InputException(
        file, " can't be read: its server answers " + status + "; check its address.");
  }

  private static WebState stateOfPart(WebPath file, HttpResponse<?> answer) {
    Matcher range = range(answer);
    if (!range.matches()) {
      throw new InputException(
          file, " is of a length that its server does not tell; download it, and give the file.");
    }
    return state(answer, Long.parseLong(range.group(2)), true);
  }

  private static Matcher range(HttpResponse<?> answer) {
    return CONTENT_RANGE.matcher(answer.headers().firstValue("Content-Range").orElse("").strip());
  }

  private static WebState state(HttpResponse<?> answer, long size, boolean inParts) {
    return new WebState(
        answer.headers().firstValue("ETag").orElse(null),
        FileTime.from(
            answer.headers().firstValue("Last-Modified").map(WebFiles::time).orElse(Instant.EPOCH)),
        size,
        inParts);
  }

  private static Instant time(String text) {
    try {
      return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  /**
   * Reads from any place of a file.
   *
   * @param state of it when it was opened
   * @param count bytes, which it has from there on and {@code to} has room for
   * @throws InputException if it is in another state now
   */
  void read(WebPath file, WebState state, long position, int count, ByteBuffer to)
      throws IOException {
    long end = position + count;
    for (long at = position; at < end; ) {
      long first = at / BlockCache.BLOCK;
      byte[] bytes = cache.get(file, state, first);
      if (bytes == null) {
        bytes = fetch(file, state, first, lastMissing(file, state, first, end));
      }
      int start = (int) (at - first * BlockCache.BLOCK);
      int next = (int) Math.min(end - at, bytes.length - start);
      if (next <= 0) {
        throw new EOFException();
      }
      to.put(bytes, start, next);
      at += next;
    }
  }

  /** The last of those blocks before an end that are not held, one after the other. */
  private long lastMissing(WebPath file, WebState state, long first, long end) {
    long last = first;
    while ((last + 1) * BlockCache.BLOCK < end && cache.get(file, state, last + 1) == null) {
      last++;
    }
    return last;
  }

  private byte[] fetch(WebPath file, WebState state, long firstBlock, long lastBlock)
      throws IOException {
    long first = firstBlock * BlockCache.BLOCK;
    long end = Math.min((lastBlock + 1) * BlockCache.BLOCK, state.size());
    HttpResponse<byte[]> answer = client.part(file, first, end - 1);
    if (answer.statusCode() != PART) {
      if (answer.statusCode() == NO_SUCH_RANGE || answer.statusCode() == NOT_FOUND) {
        throw changed(file);
      }
      throw answer.statusCode() == OK ? notInParts(file) : refused(file, answer);
    }
    WebState now = stateOfPart(file, answer);
    remember(file, Optional.of(now));
    if (!now.equals(state)) {
      throw changed(file);
    }
    checkPart(file, answer, first, end - first, state);
    byte[] bytes = answer.body();
    for (int at = 0; at < bytes.length; at += BlockCache.BLOCK) {
      byte[] block = Arrays.copyOfRange(bytes, at, Math.min(at + BlockCache.BLOCK, bytes.length));
      cache.put(file, state, (first + at) / BlockCache.BLOCK, block);
    }
    return bytes;
  }

  /** A part is what was asked for, or the end of the file. */
  private static void checkPart(
      WebPath file, HttpResponse<byte[]> answer, long first, long count, WebState state) {
    Matcher range = range(answer);
    boolean asAsked =
        range.matches()
            && Long.toString(first).equals(range.group(1))
            && answer.body().length == Math.min(count, state.size() - first);
    if (!asAsked) {
      throw new InputException(
          file,
          " can't be read: its server sends other parts than are asked for; download it, and give"
              + " the file.");
    }
  }

  /** Opens a file whose parts are read. */
  WebChannel channel(WebPath file) throws IOException {
    WebState state = state(file);
    if (!state.inParts()) {
      throw notInParts(file);
    }
    return new WebChannel(this, file, state);
  }

  /**
   * A whole file of a server that may send no parts, such as what a catalog finds.
   *
   * @throws InputException if it has more than 64 MiB
   */
  byte[] whole(WebPath file) throws IOException {
    HttpResponse<byte[]> answer = client.all(file, MOST_WHOLE);
    if (answer.statusCode() == NOT_FOUND || answer.statusCode() == GONE) {
      throw new NoSuchFileException(file.toString());
    }
    if (answer.statusCode() != OK) {
      throw refused(file, answer);
    }
    return answer.body();
  }

  private static InputException notInParts(WebPath file) {
    return new InputException(
        file,
        " is on a server that sends no parts of files (it ignores Range), so that all of it would"
            + " be fetched for each tile; download it, and give the file.");
  }

  private static InputException changed(WebPath file) {
    return new InputException(file, " was changed while it was read; run it again.");
  }
}
