/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iikmc.testing.WebFolder.status;

import com.sun.net.httpserver.HttpExchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.testing.WebFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebProviderTest {
  private static final int BLOCK = BlockCache.BLOCK;

  @TempDir Path folder;
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private WebFolder server;
  private byte[] bytes;

  @BeforeEach
  void serve() throws IOException {
    bytes = new byte[10 * BLOCK + 100];
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("a.bin"), bytes);
    server = new WebFolder(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static WebSettings settings(Duration silence, Duration remembered, long cache) {
    return new WebSettings(
        Duration.ofSeconds(10),
        silence,
        List.of(Duration.ofMillis(500), Duration.ofSeconds(2)),
        Duration.ofSeconds(60),
        remembered,
        cache);
  }

  private Path path(String url) {
    return path(url, settings(Duration.ofSeconds(20), Duration.ofMinutes(5), 1 << 20));
  }

  private Path path(String url, WebSettings settings) {
    URI uri = URI.create(url);
    return WebProvider.all(settings, pauses::add).stream()
        .filter(provider -> provider.getScheme().equals(uri.getScheme()))
        .findFirst()
        .orElseThrow()
        .getPath(uri);
  }

  private static byte[] read(Path file, long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(position);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new EOFException();
        }
      }
    }
    return buffer.array();
  }

  @Test
  void anyPartsOfAFile() throws IOException {
    Path file =
        path(
            server.url("a.bin"),
            settings(Duration.ofSeconds(20), Duration.ofMinutes(5), 3L * BLOCK));
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      int first = random.nextInt(bytes.length);
      int count = random.nextInt(Math.min(5 * BLOCK, bytes.length - first) + 1);
      assertThat(read(file, first, count))
          .isEqualTo(Arrays.copyOfRange(bytes, first, first + count));
    }
    assertThat(Files.size(file)).isEqualTo(bytes.length);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void whatWasReadIsNotAskedForAgain() throws IOException {
    Path file = path(server.url("a.bin"));
    read(file, 10, 100);
    assertThat(server.requests()).containsExactly("/a.bin bytes=0-32767");
    read(file, 2 * BLOCK + 5, 2 * BLOCK);
    read(file, BLOCK, 5 * BLOCK);
    read(file, 0, 6 * BLOCK);
    assertThat(server.requests())
        .containsExactly(
            "/a.bin bytes=0-32767",
            "/a.bin bytes=65536-163839",
            "/a.bin bytes=32768-65535",
            "/a.bin bytes=163840-196607");
    assertThat(server.sent()).isEqualTo(6 * BLOCK);
  }

  @Test
  void theCacheIsBounded() throws IOException {
    BlockCache cache = new BlockCache(100);
    WebPath file = (WebPath) path(server.url("a.bin"));
    WebState state = new WebState(null, FileTime.fromMillis(0), 1000, true);
    for (int i = 0; i < 4; i++) {
      cache.put(file, state, i, new byte[40]);
    }
    assertThat(cache.get(file, state, 0)).isNull();
    assertThat(cache.get(file, state, 1)).isNull();
    assertThat(cache.get(file, state, 2)).isNotNull(); // and so is younger than 3
    cache.put(file, state, 4, new byte[40]);
    assertThat(cache.get(file, state, 3)).isNull();
    assertThat(cache.get(file, state, 2)).isNotNull();
    cache.put(file, state, 2, new byte[50]);
    assertThat(cache.get(file, state, 4)).isNotNull();
    assertThat(cache.get(file, new WebState("b", FileTime.fromMillis(0), 1000, true), 4)).isNull();
  }

  @Test
  void anEmptyFile() throws IOException {
    Files.createFile(folder.resolve("empty"));
    Path file = path(server.url("empty"));
    assertThat(Files.size(file)).isZero();
    assertThat(Files.readAllBytes(file)).isEmpty();
  }

  @Test
  void whatIsNotThere() throws IOException {
    Path file = path(server.url("no.tif"));
    for (int i = 0; i < 3; i++) {
      assertThat(Files.exists(file)).isFalse();
      assertThat(Files.isRegularFile(file)).isFalse();
    }
    assertThatThrownBy(() -> Files.newByteChannel(file)).isInstanceOf(NoSuchFileException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void whatMayLieBesideIsNotThereWhereItIsForbidden() {
    server.always("a.bin.msk", status(403));
    server.always("a.bin.aux.xml", status(403));
    Path file = path(server.url("a.bin") + "?sig=secret");
    assertThat(Files.exists(file.resolveSibling("a.bin.msk"))).isFalse();
    assertThat(Files.exists(file.resolveSibling("a.bin.msk"))).isFalse();
    assertThat(Files.exists(file.resolveSibling("a.bin.aux.xml"))).isFalse();
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | a.bin is for users that its server knows (401), and no password is sent here; give a signed URL, or download the file.
          403 | a.bin is forbidden by its server (403); if its URL is signed, sign it anew, since signatures expire, or else see whether you may read it.
          400 | a.bin can't be read: its server answers 400; check its address.
          304 | a.bin has moved to where it is not followed (304); give its new https: address.
          """)
  void refusals(int status, String message) {
    server.always("a.bin", status(status));
    Path file = path(server.url("a.bin") + "?X-Amz-Signature=secret");
    assertThatThrownBy(() -> Files.exists(file))
        .isInstanceOf(InputException.class)
        .hasMessage(server.url("") + message);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void failuresThatPass(int status) throws IOException {
    server.once("a.bin", status(status), status(status, "Retry-After", "7"));
    Path file = path(server.url("a.bin"));
    assertThat(read(file, 0, 10)).isEqualTo(Arrays.copyOf(bytes, 10));
    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(7));
  }

  @Test
  void failuresThatStay() {
    server.always("a.bin", status(503, "Retry-After", "0"));
    assertThatThrownBy(() -> Files.size(path(server.url("a.bin"))))
        .isInstanceOf(InputException.class)
        .hasMessage(
            server.url("a.bin")
                + " can't be read: its server answers 503, 3 times; try it again later.");
    assertThat(server.requests()).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(2));
  }

  @Test
  void aServerThatAsksForALongPause() {
    String later =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(7200).atOffset(ZoneOffset.UTC));
    server.always("a.bin", status(429, "Retry-After", later));
    assertThatThrownBy(() -> Files.size(path(server.url("a.bin"))))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            ".*answers 429 and asks to wait 7[0-9]{3} seconds; try it again later.");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aConnectionThatBreaks() throws IOException {
    server.once("a.bin", HttpExchange::close, HttpExchange::close, HttpExchange::close);
    assertThat(read(path(server.url("a.bin")), 0, 10)).isEqualTo(Arrays.copyOf(bytes, 10));
    assertThat(pauses).isNotEmpty(); // Java itself tries again once
  }

  @Test
  void aServerThatFallsSilent() throws IOException {
    server.once("a.bin", server.silence(), server.half());
    Path file =
        path(server.url("a.bin"), settings(Duration.ofMillis(200), Duration.ofMinutes(5), 1 << 20));
    assertThat(read(file, 0, 10)).isEqualTo(Arrays.copyOf(bytes, 10));
    server.always("a.bin", server.half());
    assertThatThrownBy(() -> read(file, 5 * BLOCK, 10))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("can't be reached (no byte came for");
  }

  @Test
  void noServer() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> Files.exists(path("http://127.0.0.1:" + port + "/a.tif?sig=secret")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "http://127.0.0.1:"
                + port
                + "/a.tif can't be reached (no server is there); check its address and your network.");
    pauses.clear();
    assertThatThrownBy(() -> Files.exists(path("http://no-such-host.invalid/a.tif")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("can't be reached (there is no host no-such-host.invalid)");
    assertThat(pauses).isEmpty();
  }

  @Test
  void anInterruptedRunDoesNotWait() {
    server.always("a.bin", server.silence());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Files.size(path(server.url("a.bin"))))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aServerThatSendsNoParts() throws IOException {
    byte[] large = new byte[32 << 20];
    Files.write(folder.resolve("a.bin"), large);
    server.always("a.bin", server.whole());
    Path file = path(server.url("a.bin"));
    assertThatThrownBy(() -> Files.newByteChannel(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            server.url("a.bin")
                + " is on a server that sends no parts of files (it ignores Range)");
    assertThat(server.sent()).isLessThan(large.length / 2); // what was under way
    try (InputStream whole = Files.newInputStream(file)) {
      assertThat(whole.readAllBytes()).isEqualTo(large);
    }
  }

  @Test
  void moreThanWasAskedFor() {
    server.always(
        "a.bin",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Range", "bytes 0-32767/1000000");
          exchange.sendResponseHeaders(206, 1_000_000);
          exchange.getResponseBody().write(new byte[1_000_000]);
          exchange.close();
        });
    assertThatThrownBy(() -> Files.size(path(server.url("a.bin"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("sends more than is asked for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 5-32772/1000000",
        "bytes 0-99/1000000",
        "bytes 0-99/*",
        "none",
        "bytes */7"
      })
  void anotherPartThanWasAskedFor(String range) {
    server.always(
        "a.bin",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Range", range);
          exchange.sendResponseHeaders(206, 100);
          exchange.getResponseBody().write(new byte[100]);
          exchange.close();
        });
    assertThatThrownBy(() -> Files.size(path(server.url("a.bin"))))
        .isInstanceOf(InputException.class);
  }

  @Test
  void aFileThatChanges() throws IOException {
    Path file = path(server.url("a.bin"));
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.read(ByteBuffer.allocate(10));
      Files.setLastModifiedTime(
          folder.resolve("a.bin"), FileTime.from(Instant.EPOCH.plusSeconds(1_000)));
      channel.position(5L * BLOCK);
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10)))
          .isInstanceOf(InputException.class)
          .hasMessage(server.url("a.bin") + " was changed while it was read; run it again.");
    }
    assertThat(Files.getLastModifiedTime(file))
        .isEqualTo(FileTime.from(Instant.EPOCH.plusSeconds(1_000)));
    assertThat(read(file, 0, 10)).isEqualTo(Arrays.copyOf(bytes, 10));
    Files.delete(folder.resolve("a.bin"));
    assertThatThrownBy(() -> read(file, 9L * BLOCK, 10))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("was changed");
  }

  @Test
  void whatIsKnownGrowsOld() throws IOException {
    Path file = path(server.url("a.bin"), settings(Duration.ofSeconds(20), Duration.ZERO, 1 << 20));
    Files.size(file);
    Files.size(file);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void redirectsWithinHttpAlone() throws IOException {
    server.always("moved", status(302, "Location", server.url("a.bin") + "?key=1"));
    assertThat(read(path(server.url("moved")), 3L * BLOCK, 10))
        .isEqualTo(Arrays.copyOfRange(bytes, 3 * BLOCK, 3 * BLOCK + 10));
    for (String to : List.of("file:///etc/passwd", "ftp://host/a", "jar:file:/a!/b")) {
      server.always("away", status(302, "Location", to));
      assertThatThrownBy(() -> Files.size(path(server.url("away"))))
          .as(to)
          .isInstanceOf(InputException.class);
    }
    server.always("circle", status(302, "Location", server.url("circle")));
    assertThatThrownBy(() -> Files.size(path(server.url("circle"))))
        .isInstanceOf(InputException.class);
  }

  @Test
  void nothingIsSentThatTheAddressDoesNotHold() throws IOException {
    List<String> names = new CopyOnWriteArrayList<>();
    server.always(
        "a.bin",
        exchange -> {
          names.addAll(exchange.getRequestHeaders().keySet());
          names.add("?" + exchange.getRequestURI().getRawQuery());
          status(404, "Set-Cookie", "a=b").to(exchange);
        });
    Files.exists(path(server.url("a.bin") + "?sig=a%2Fb%3D&x=1"));
    assertThat(names).contains("?sig=a%2Fb%3D&x=1").doesNotContain("Authorization", "Cookie");
    assertThatThrownBy(() -> path("https://me:secret@host/a.tif"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> path("https://host/?q=secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it names no file");
  }

  @Test
  void paths() {
    Path file = path("https://Host:8443/a%20b/c%2Bd.tif?sig=se%2Bcret#part");
    assertThat(file).hasToString("https://host:8443/a%20b/c%2Bd.tif");
    assertThat(file.toUri())
        .isEqualTo(URI.create("https://host:8443/a%20b/c%2Bd.tif?sig=se%2Bcret"));
    assertThat(file.getFileName()).hasToString("c+d.tif");
    assertThat(file.getParent().getFileName()).hasToString("a b");
    Path beside = file.resolveSibling("c d.tif.msk");
    assertThat(beside.toUri())
        .isEqualTo(URI.create("https://host:8443/a%20b/c%20d.tif.msk?sig=se%2Bcret"));
    assertThat(file.resolveSibling(file.getFileName())).isNotEqualTo(beside);
    assertThat(file.getRoot().resolve("x").resolve("../y").normalize())
        .hasToString("https://host:8443/y");
    assertThat(file.getParent().relativize(file)).hasToString("c+d.tif");
    assertThat(file.startsWith(file.getParent())).isTrue();
    assertThat(file.endsWith(file.getFileName())).isTrue();
    assertThat(file)
        .isEqualTo(file.toAbsolutePath())
        .isNotEqualTo(path("https://host:8443/a%20b/c%2Bd.tif"));
    assertThat(file.getNameCount()).isEqualTo(2);
  }

  @Test
  void itIsNoProviderOfJavaItself() {
    assertThat(FileSystemProvider.installedProviders())
        .extracting(FileSystemProvider::getScheme)
        .doesNotContain("http", "https");
  }
}
