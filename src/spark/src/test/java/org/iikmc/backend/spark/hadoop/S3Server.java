/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A server with Amazon's S3 interface on this machine alone, for tests: S3Proxy, in a process of
 * its own, since its libraries are others than Spark's. Has one empty bucket.
 */
public final class S3Server implements Closeable {
  /** Name of the bucket. */
  public static final String BUCKET = "scenes";

  private static final String IDENTITY = "tester";
  private static final String CREDENTIAL = "of-no-worth";
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final CountingRelay relay;

  private S3Server(Process process, CountingRelay relay) {
    this.process = process;
    this.relay = relay;
  }

  /**
   * Starts one, and waits until it answers.
   *
   * @param folder where it keeps its files and log; empty
   */
  public static S3Server start(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("store").resolve(BUCKET));
    int port = freePort();
    Properties settings = new Properties();
    settings.put("s3proxy.endpoint", "http://127.0.0.1:" + port);
    settings.put("s3proxy.authorization", "aws-v2-or-v4");
    settings.put("s3proxy.ignore-unknown-headers", "true");
    settings.put("s3proxy.identity", IDENTITY);
    settings.put("s3proxy.credential", CREDENTIAL);
    settings.put("jclouds.provider", "filesystem-nio2");
    settings.put("jclouds.identity", "none");
    settings.put("jclouds.credential", "none");
    settings.put("jclouds.filesystem.basedir", folder.resolve("store").toString());
    Path file = folder.resolve("s3proxy.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    Path log = folder.resolve("s3proxy.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath(),
                "org.gaul.s3proxy.Main",
                "--properties",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      await(process, port, log);
      return new S3Server(process, new CountingRelay(port));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** As the build found it. */
  private static String classPath() throws IOException {
    try (InputStream in = S3Server.class.getResourceAsStream("s3-class-path.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(Process process, int port, Path log) throws IOException {
    long start = System.nanoTime();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() - start > PATIENCE) {
          throw new IOException("S3Proxy does not answer: " + Files.readString(log), e);
        }
      }
      try {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  /**
   * What Hadoop must be set to so that {@code s3a:} is this server; Spark has spark.hadoop. before.
   */
  public Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint", "http://127.0.0.1:" + relay.port(),
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.connection.ssl.enabled", "false",
        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
        "fs.s3a.access.key", IDENTITY,
        "fs.s3a.secret.key", CREDENTIAL,
        "fs.s3a.attempts.maximum", "2",
        "fs.s3a.retry.limit", "1");
  }

  /** The address of an object in the bucket. */
  public String address(String key) {
    return "s3a://" + BUCKET + "/" + key;
  }

  /** Copies a file into the bucket. */
  public void put(Path file, String key) {
    Configuration configuration = new Configuration();
    settings().forEach(configuration::set);
    try (FileSystem system = FileSystem.newInstance(URI.create(address("")), configuration);
        OutputStream out = system.create(new org.apache.hadoop.fs.Path(address(key)))) {
      Files.copy(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that it has sent since it was started, with all headers. */
  public long bytesSent() {
    return relay.bytes();
  }

  /**
   * First lines of all requests since it was started, such as {@code GET /scenes/a.tif HTTP/1.1}.
   */
  public List<String> requests() {
    return relay.requests();
  }

  @Override
  public void close() throws IOException {
    relay.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
