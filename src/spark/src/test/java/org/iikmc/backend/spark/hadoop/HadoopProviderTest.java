/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of this machine through Hadoop, with settings that only Spark has. */
class HadoopProviderTest {
  private static JavaSparkContext spark;

  @TempDir Path local;
  private Path folder;

  @BeforeAll
  static void start() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[1]")
                .setAppName("HadoopProviderTest")
                .set("spark.ui.enabled", "false")
                .set("spark.hadoop.fs.testing.impl", LocalHadoop.class.getName()));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @BeforeEach
  void find() {
    folder = LocalHadoop.path(local);
  }

  @Test
  void aFile() throws IOException {
    Files.writeString(local.resolve("a.txt"), "one two three");
    Path file = folder.resolve("a.txt");
    assertThat(file).hasToString("testing://" + local + "/a.txt");
    assertThat(Files.readString(file)).isEqualTo("one two three");
    try (var in = Files.newInputStream(file)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("one two three");
    }
    assertThat(Files.size(file)).isEqualTo(13);
    assertThat(Files.isRegularFile(file)).isTrue();
    assertThat(Files.isDirectory(file)).isFalse();
    assertThat(Files.isReadable(file)).isTrue();
    assertThat(Files.isWritable(file)).isFalse();
    assertThat(Files.isHidden(file)).isFalse();
    assertThat(Files.getLastModifiedTime(file).toMillis())
        .isEqualTo(Files.getLastModifiedTime(local.resolve("a.txt")).toMillis());
    assertThat(file.resolveSibling("./a.txt").toRealPath()).isEqualTo(file);
    assertThat(Files.isSameFile(file, file.resolveSibling("./a.txt"))).isTrue();
  }

  @Test
  void bytesFromAnyPlace() throws IOException {
    Files.writeString(local.resolve("a.txt"), "0123456789");
    try (SeekableByteChannel channel = Files.newByteChannel(folder.resolve("a.txt"))) {
      assertThat(channel.size()).isEqualTo(10);
      ByteBuffer bytes = ByteBuffer.allocate(6);
      bytes.position(1).limit(4);
      assertThat(channel.position(5).read(bytes.slice())).isEqualTo(3);
      assertThat(bytes.array()).asString().isEqualTo("\0" + "567\0\0");
      ByteBuffer direct = ByteBuffer.allocateDirect(6);
      assertThat(channel.position()).isEqualTo(8);
      assertThat(channel.read(direct)).isEqualTo(2);
      assertThat(direct.get(1)).isEqualTo((byte) '9');
      assertThat(channel.read(direct)).isEqualTo(-1);
      assertThatThrownBy(() -> channel.write(direct))
          .isInstanceOf(NonWritableChannelException.class);
      channel.close();
      assertThatThrownBy(() -> channel.read(direct)).isInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void folders() throws IOException {
    Files.createDirectory(local.resolve("within"));
    Files.createFile(local.resolve("b c.tif"));
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.sorted()).containsExactly(folder.resolve("b c.tif"), folder.resolve("within"));
    }
    assertThat(Files.isDirectory(folder.resolve("within"))).isTrue();
    assertThatThrownBy(() -> Files.list(folder.resolve("b c.tif")))
        .isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void whatIsNotThere() {
    Path file = folder.resolve("no.tif");
    assertThat(Files.exists(file)).isFalse();
    assertThatThrownBy(() -> Files.size(file))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(file.toString());
    assertThatThrownBy(() -> Files.list(file)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whatIsNotInAFolderThatWasListedIsNotAskedFor() throws IOException {
    Files.createFile(local.resolve("a.tif"));
    Files.createDirectory(local.resolve("within"));
    Files.createFile(local.resolve("within").resolve("b.tif"));
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).hasSize(2);
    }
    int asked = LocalHadoop.ASKED.get();
    assertThat(Files.exists(folder.resolve("a.tif.msk"))).isFalse();
    assertThat(Files.exists(folder.resolve("a.tif"))).isTrue();
    assertThat(Files.exists(folder.resolve("within/.."))).isTrue();
    assertThat(LocalHadoop.ASKED.get()).isEqualTo(asked);
    assertThat(Files.exists(folder.resolve("within/b.tif"))).isTrue();
    assertThat(Files.exists(folder.resolve("within/c.tif"))).isFalse();
    assertThat(Files.exists(folder.resolve("within/c.tif"))).isFalse();
    assertThat(Files.exists(folder.resolve(".."))).isTrue();
    assertThat(LocalHadoop.ASKED.get()).isEqualTo(asked + 3);
  }

  @Test
  void aHostWithoutAnAddress() {
    assertThatThrownBy(() -> Files.size(Path.of(URI.create("hdfs://no-such-host.invalid/a.tif"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void nothingIsWritten() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.createFile(local.resolve("a.txt"));
    assertThatThrownBy(() -> Files.writeString(file, "a"))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.delete(file)).isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.createDirectory(folder.resolve("b")))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.move(file, folder.resolve("b"), StandardCopyOption.ATOMIC_MOVE))
        .isInstanceOf(ReadOnlyFileSystemException.class);
  }

  @Test
  void aFileIsAskedForOnceInSomeSecondsByAllThreads() throws IOException {
    Files.writeString(local.resolve("a.txt"), "0123456789");
    Path file = folder.resolve("a.txt");
    Files.size(file);
    int asked = LocalHadoop.ASKED.get();
    List<String> read =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(
                i -> {
                  try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                    Files.readAttributes(file, BasicFileAttributes.class);
                    ByteBuffer bytes = ByteBuffer.allocate(1);
                    channel.position(i % 10).read(bytes);
                    return new String(bytes.array());
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .toList();
    assertThat(String.join("", read)).isEqualTo("0123456789".repeat(20));
    assertThat(LocalHadoop.ASKED.get() - asked).isZero();
  }

  @Test
  void aSchemeWithoutItsClientSaysWhatIsMissing() {
    Path path = new HadoopSchemes.Abfs().getPath(URI.create("abfs://container@host/scene.tif"));
    assertThatThrownBy(() -> Files.size(path))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Spark has no client for abfs:; start it with the jar that Hadoop needs for it");
  }
}
