/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web server of the files of a folder, on 127.0.0.1, which sends parts of them, counts what it
 * sends, and fails in the ways it is told to.
 */
public final class WebFolder implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

  private static final Set<Integer> USED = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Answer>> next = new ConcurrentHashMap<>();
  private final Map<String, Answer> always = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong sent = new AtomicLong();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Answers a request in its own way. */
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  public WebFolder(Path folder) throws IOException {
    this.folder = folder;
    server = withAnAddressOfItsOwn();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** What is known of a file is known by its address, longer than a test takes. */
  private static HttpServer withAnAddressOfItsOwn() throws IOException {
    while (true) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      if (USED.add(server.getAddress().getPort())) {
        return server;
      }
      server.stop(0);
    }
  }

  /** The address of a file. */
  public String url(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  /** The next requests for a name get these answers, one each. */
  public void once(String name, Answer... answers) {
    next.computeIfAbsent("/" + name, n -> new ArrayDeque<>()).addAll(List.of(answers));
  }

  /** All requests for a name get this answer. */
  public void always(String name, Answer answer) {
    always.put("/" + name, answer);
  }

  /** A status without a body, and headers by name and value. */
  public static Answer status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  /** The whole file, whatever part is wanted. */
  public Answer whole() {
    return exchange -> {
      byte[] all = Files.readAllBytes(file(exchange));
      exchange.sendResponseHeaders(200, all.length);
      send(exchange, all, 0, all.length);
    };
  }

  /** Nothing until the server is closed. */
  public Answer silence() {
    return exchange -> {
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  /** Half of the part that is wanted, and then nothing until the server is closed. */
  public Answer half() {
    return exchange -> part(exchange, true);
  }

  /** Bytes of bodies that were sent so far. */
  public long sent() {
    return sent.get();
  }

  /** What was asked for so far: path and range. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private Path file(HttpExchange exchange) {
    return folder.resolve(exchange.getRequestURI().getPath().substring(1));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path + " " + exchange.getRequestHeaders().getFirst("Range"));
    Deque<Answer> queue = next.get(path);
    Answer own = null;
    if (queue != null) {
      synchronized (queue) {
        own = queue.poll();
      }
    }
    if (own == null) {
      own = always.getOrDefault(path, each -> part(each, false));
    }
    try {
      own.to(exchange);
    } catch (IOException e) {
      exchange.close(); // the client has left
    }
  }

  private void part(HttpExchange exchange, boolean half) throws IOException {
    Path file = file(exchange);
    if (!Files.isRegularFile(file)) {
      status(404).to(exchange);
      return;
    }
    byte[] all = Files.readAllBytes(file);
    exchange
        .getResponseHeaders()
        .add(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC)));
    String wanted = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(String.valueOf(wanted));
    if (!range.matches()) {
      exchange.sendResponseHeaders(200, all.length);
      send(exchange, all, 0, all.length);
      return;
    }
    int first = Integer.parseInt(range.group(1));
    if (first >= all.length) {
      status(416, "Content-Range", "bytes */" + all.length).to(exchange);
      return;
    }
    int last = (int) Math.min(Long.parseLong(range.group(2)), all.length - 1);
    exchange
        .getResponseHeaders()
        .add("Content-Range", "bytes " + first + "-" + last + "/" + all.length);
    int count = last - first + 1;
    exchange.sendResponseHeaders(206, count);
    if (half) {
      exchange.getResponseBody().write(all, first, count / 2);
      exchange.getResponseBody().flush();
      silence().to(exchange);
    } else {
      send(exchange, all, first, count);
    }
  }

  private void send(HttpExchange exchange, byte[] bytes, int first, int count) throws IOException {
    try (OutputStream out = exchange.getResponseBody()) {
      for (int done = 0; done < count; ) {
        int next = Math.min(1 << 14, count - done);
        out.write(bytes, first + done, next);
        done += next;
        sent.addAndGet(next);
      }
    }
    exchange.close();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
