/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send or read little by little, at a server of few threads. */
@Timeout(120)
class SlowClientsTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final TransferLimits PATIENT = new TransferLimits(LONG, 1, LONG, 1000, 1 << 30);
  private static final String POST = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: ";
  private static final byte[] LARGE = new byte[64 << 20];

  @TempDir static Path folder;

  private final CountDownLatch afterwards = new CountDownLatch(1);
  private final List<Socket> sockets = new ArrayList<>();
  private Server jetty;
  private ServerConnector connector;

  private void start(TransferLimits bodies, TransferLimits answers, Duration head)
      throws Exception {
    jetty = new Server(new QueuedThreadPool(8));
    connector = new ServerConnector(jetty, 1, 1);
    connector.setHost("127.0.0.1");
    HeaderWatch headers = new HeaderWatch(jetty.getScheduler(), head, 1000);
    connector.addBean(headers);
    jetty.addConnector(connector);
    jetty.setHandler(
        new JettyHandler(
            this::answer,
            new AccessToken("t"),
            1000,
            headers,
            jetty.getScheduler(),
            bodies,
            answers));
    jetty.start();
  }

  private Answer answer(HttpCall call) {
    return switch (call.path()) {
      case "/large" -> Answer.of("x/y", LARGE).then(afterwards::countDown);
      case "/file" -> Answer.file("x/y", folder.resolve("large")).then(afterwards::countDown);
      default -> Answer.of("text/plain", call.body());
    };
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    jetty.stop();
  }

  private Socket send(String text) throws IOException {
    Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
    sockets.add(socket);
    write(socket, text);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private String get() throws IOException {
    return rest(send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
  }

  @Test
  void unfinishedBodiesHoldNoThreadAndEndWellAllTheSame() throws Exception {
    start(PATIENT, PATIENT, LONG);
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      slow.add(send(POST + "4\r\nConnection: close\r\n\r\na"));
    }
    assertThat(get()).startsWith("HTTP/1.1 200");
    assertThat(rest(send(POST + "5\r\nConnection: close\r\n\r\nquick"))).endsWith("\r\n\r\nquick");
    for (Socket each : slow) {
      write(each, "bcd");
      assertThat(rest(each)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\nabcd");
    }
  }

  @Test
  void aBodyBelowTheLeastRateIsEnded() throws Exception {
    start(new TransferLimits(Duration.ofMillis(50), 1000, LONG, 9, 9999), PATIENT, LONG);
    Socket slow = send(POST + "500\r\n\r\nab");
    assertThat(rest(slow)).startsWith("HTTP/1.1 408").contains("Connection: close", "too slowly");
  }

  @Test
  void aBodyThatTakesTooLongIsEndedHoweverFastItIs() throws Exception {
    start(new TransferLimits(LONG, 1, Duration.ofMillis(50), 9, 9999), PATIENT, LONG);
    assertThat(rest(send(POST + "500\r\n\r\nab"))).startsWith("HTTP/1.1 408");
  }

  @Test
  void whenMemoryIsShortTheLargestBodyGivesWay() throws Exception {
    start(new TransferLimits(LONG, 1, LONG, 9, 1000), PATIENT, LONG);
    Socket large = send(POST + "999\r\nConnection: close\r\n\r\n" + "x".repeat(900));
    Socket small = send(POST + "200\r\nConnection: close\r\n\r\n" + "y".repeat(150));
    assertThat(rest(large)).startsWith("HTTP/1.1 408");
    write(small, "y".repeat(50));
    assertThat(rest(small)).endsWith("\r\n\r\n" + "y".repeat(200));
  }

  @Test
  void anAnswerThatNobodyReadsIsEndedAndTidiedUp() throws Exception {
    start(PATIENT, new TransferLimits(Duration.ofMillis(50), 1000, LONG, 9, 1 << 30), LONG);
    send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
    afterwards.await();
  }

  @Test
  void filesThatNobodyReadsHoldNoThreadAndAreWholeWhenRead() throws Exception {
    Files.write(folder.resolve("large"), LARGE);
    start(PATIENT, PATIENT, LONG);
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      slow.add(send("GET /file HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
    }
    for (Socket each : slow) {
      assertThat(each.getInputStream().read()).isEqualTo('H');
    }
    assertThat(get()).startsWith("HTTP/1.1 200");
    assertThat(afterwards.getCount()).isEqualTo(1);
    assertThat(rest(slow.get(0)).length()).isGreaterThan(LARGE.length);
    afterwards.await();
  }

  @Test
  void aHeadThatDoesNotEndIsEnded() throws Exception {
    start(PATIENT, PATIENT, Duration.ofMillis(50));
    assertThat(rest(send("GET / HTTP/1.1\r\nX-"))).isEmpty();
  }

  @Test
  void aBodyIsNoHead() throws Exception {
    start(PATIENT, PATIENT, Duration.ofSeconds(1));
    Socket slow = send(POST + "2\r\n\r\na");
    assertThat(rest(send("GET /"))).isEmpty(); // longer than a head may take
    write(slow, "b");
    assertThat(rest(slow)).startsWith("HTTP/1.1 200").endsWith("ab"); // and then waits too long
  }
}
