/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of an S3 server, with its address and credentials in Spark's settings. */
class S3Test {
  private static final int SIZE = 3_000_000;

  @TempDir static Path folder;
  private static S3Server server;
  private static JavaSparkContext spark;
  private static byte[] contents;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start(folder.resolve("server"));
    contents = new byte[SIZE];
    new Random(1).nextBytes(contents);
    Path file = Files.write(folder.resolve("a"), contents);
    server.put(file, "series/a b.tif");
    server.put(Files.writeString(folder.resolve("b"), "text"), "series/a b.tif.aux.xml");
    server.put(Files.writeString(folder.resolve("c"), "x"), "series/within/c.tif");
    SparkConf conf = new SparkConf().setMaster("local[1]").setAppName("S3Test");
    conf.set("spark.ui.enabled", "false");
    server.settings().forEach((key, value) -> conf.set("spark.hadoop." + key, value));
    spark = new JavaSparkContext(conf);
  }

  @AfterAll
  static void stop() throws IOException {
    if (spark != null) {
      spark.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static Path path(String key) {
    return Path.of(URI.create(server.address(key)));
  }

  @Test
  void bytesFromAnyPlaceAreAllThatIsFetched() throws IOException {
    Path file = path("series/a%20b.tif");
    assertThat(Files.size(file)).isEqualTo(SIZE);
    long before = server.bytesSent();
    int asked = server.requests().size();
    for (int at : new int[] {2_000_000, 100, SIZE - 50_000}) {
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        ByteBuffer bytes = ByteBuffer.allocate(50_000);
        assertThat(channel.position(at).read(bytes)).isEqualTo(50_000);
        assertThat(bytes.array()).isEqualTo(Arrays.copyOfRange(contents, at, at + 50_000));
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).size()).isEqualTo(SIZE);
      }
    }
    assertThat(server.bytesSent() - before).isLessThan(3 * (1 << 17));
    List<String> requests = server.requests();
    assertThat(requests.subList(asked, requests.size()))
        .hasSize(3)
        .allMatch(each -> each.startsWith("GET /scenes/series/a%20b.tif"));
  }

  @Test
  void wholeFiles() throws IOException {
    assertThat(Files.readAllBytes(path("series/a%20b.tif"))).isEqualTo(contents);
    assertThat(Files.readString(path("series/a%20b.tif.aux.xml"))).isEqualTo("text");
    try (var in = Files.newInputStream(path("series/a%20b.tif"))) {
      assertThat(in.readAllBytes()).isEqualTo(contents);
    }
  }

  @Test
  void folders() throws IOException {
    try (Stream<Path> all = Files.list(path("series"))) {
      assertThat(all.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("a b.tif", "a b.tif.aux.xml", "within");
    }
    assertThat(Files.isDirectory(path("series/within"))).isTrue();
    assertThat(Files.isRegularFile(path("series/within"))).isFalse();
    assertThat(Files.getLastModifiedTime(path("series/within")))
        .isEqualTo(Files.getLastModifiedTime(path("series/within/")));
    assertThat(Files.isRegularFile(path("series/within/c.tif"))).isTrue();
  }

  /** As a list tells it, and as it is told when it is asked for by itself. */
  @Test
  void aFileIsRecognisedByItsTag() throws IOException {
    BasicFileAttributes alone =
        new HadoopSchemes.S3a().readAttributes(path("series/a%20b.tif"), BasicFileAttributes.class);
    Object listed = null;
    HadoopProvider other = new HadoopSchemes.S3a();
    try (var all = other.newDirectoryStream(path("series"), each -> true)) {
      for (Path each : all) {
        if (each.endsWith("a b.tif")) {
          listed = other.readAttributes(each, BasicFileAttributes.class);
        }
      }
    }
    assertThat(listed).isEqualTo(alone);
    assertThat(alone.fileKey()).isNotNull();
  }

  /** Though what is known of it is not old enough to be asked for again. */
  @Test
  void aFileThatWasReplacedIsNotReadAsTheOther() throws IOException {
    server.put(Files.writeString(folder.resolve("d"), "one two"), "replaced.txt");
    Path file = path("replaced.txt");
    assertThat(Files.readString(file)).isEqualTo("one two");
    server.put(Files.writeString(folder.resolve("e"), "two one"), "replaced.txt");
    assertThatThrownBy(() -> Files.readString(file)).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNotThere() {
    assertThat(Files.exists(path("series/b.tif"))).isFalse();
    assertThatThrownBy(() -> Files.size(path("series/b.tif")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(server.address("series/b.tif"));
    assertThatThrownBy(() -> Files.newByteChannel(path("series/b.tif")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.size(Path.of(URI.create("s3a://no-such-bucket/a.tif"))))
        .isInstanceOf(IOException.class);
  }
}
