/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes connections on to an HTTP server of this machine, and counts what it is asked and sends.
 */
final class CountingRelay implements Closeable {
  private final ServerSocket listening;
  private final int server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "relay");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicLong bytes = new AtomicLong();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * @param server its port
   */
  CountingRelay(int server) throws IOException {
    this.server = server;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** That the server has sent. */
  long bytes() {
    return bytes.get();
  }

  /** First lines of all requests. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
        threads.execute(() -> pass(client, there, true));
        threads.execute(() -> pass(there, client, false));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void pass(Socket from, Socket to, boolean asking) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (asking) {
          note(new String(buffer, 0, Math.min(count, 500), StandardCharsets.ISO_8859_1));
        } else {
          bytes.addAndGet(count);
        }
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // one of them has hung up
    }
  }

  /** A client writes the head of a request at once. */
  private void note(String start) {
    if (start.matches("(?s)(GET|HEAD|PUT|POST|DELETE) .*")) {
      requests.add(start.lines().findFirst().orElseThrow());
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
