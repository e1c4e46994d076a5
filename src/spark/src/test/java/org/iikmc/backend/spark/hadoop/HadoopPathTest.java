/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopPathTest {
  private static Path path(String uri) {
    return Path.of(URI.create(uri));
  }

  @Test
  void aSceneAndWhatLiesBesideIt() {
    Path scene = path("s3a://bucket/series/a.tif");
    assertThat(scene).hasToString("s3a://bucket/series/a.tif");
    assertThat(scene.getFileName()).hasToString("a.tif");
    assertThat(scene.resolveSibling(scene.getFileName() + ".aux.xml"))
        .isEqualTo(path("s3a://bucket/series/a.tif.aux.xml"));
    assertThat(scene.getParent()).isEqualTo(path("s3a://bucket/series/"));
    assertThat(scene.getParent().getParent()).isEqualTo(scene.getRoot());
    assertThat(scene.getRoot().getParent()).isNull();
    assertThat(scene.getRoot().getFileName()).isNull();
    assertThat(scene.getParent().resolve("b")).hasToString("s3a://bucket/series/b");
    assertThat(scene.getParent().resolve(scene.toString())).isEqualTo(scene);
    assertThat(scene.getFileName().getParent()).isNull();
    assertThat(scene.iterator()).toIterable().containsExactly(scene.getName(0), scene.getName(1));
    assertThat(scene.toAbsolutePath()).isSameAs(scene);
    assertThat(scene.getFileName().toAbsolutePath()).isEqualTo(path("s3a://bucket/a.tif"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a://bucket/a%20b.tif",
        "s3a://bucket/50%25.tif",
        "s3a://my_bucket/d%C3%A9j%C3%A0/a%23%3F.tif",
        "hdfs://host:8020/a.tif",
        "hdfs:///a.tif",
        "abfss://files@account.dfs.core.windows.net/a.tif",
        "gs://bucket/a.tif",
        "s3://bucket/a.tif",
      })
  void addressesThereAndBack(String uri) {
    assertThat(path(uri).toUri().toASCIIString()).isEqualTo(uri);
    assertThat(path(path(uri).toUri().toString())).isEqualTo(path(uri));
  }

  @Test
  void whatHadoopCallsIt() {
    assertThat(((HadoopPath) path("s3a://bucket/50%25%20a.tif")).toHadoop())
        .hasToString("s3a://bucket/50% a.tif");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/./b//c, /a/b/c",
    "/a/../b, /b",
    "/../b, /b",
    "../b, ../b",
    "a/../../b, ../b",
    "/, /",
  })
  void normal(String text, String normal) {
    Path root = path("hdfs://host/");
    assertThat(root.getFileSystem().getPath(text).normalize())
        .isEqualTo(root.getFileSystem().getPath(normal));
  }

  @Test
  void beginningsAndEnds() {
    Path scene = path("s3a://bucket/series/a.tif");
    assertThat(scene.startsWith(path("s3a://bucket/series"))).isTrue();
    assertThat(scene.startsWith(path("s3a://bucket/ser"))).isFalse();
    assertThat(scene.startsWith(path("s3a://other/series"))).isFalse();
    assertThat(scene.startsWith(Path.of("/series"))).isFalse();
    assertThat(scene.endsWith("a.tif")).isTrue();
    assertThat(scene.endsWith("series/a.tif")).isTrue();
    assertThat(scene.endsWith(".tif")).isFalse();
    assertThat(path("s3a://bucket/series").relativize(scene)).hasToString("a.tif");
    assertThat(scene.relativize(path("s3a://bucket/b/c"))).hasToString("../../b/c");
    assertThat(scene.subpath(0, 1)).hasToString("series");
  }

  @Test
  void orderAndEquality() {
    assertThat(List.of(path("s3a://b/b"), path("s3a://b/a"), path("s3a://a/c")).stream().sorted())
        .containsExactly(path("s3a://a/c"), path("s3a://b/a"), path("s3a://b/b"));
    assertThat(path("s3a://b/a/"))
        .isEqualTo(path("s3a://b/a"))
        .hasSameHashCodeAs(path("s3a://b/a"));
    assertThat(path("s3a://b/a")).isNotEqualTo(path("s3://b/a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3a:a.tif", "s3a://b/a.tif?x", "s3a://b/a#1.tif"})
  void whatIsNoAddressOfAFile(String uri) {
    assertThatThrownBy(() -> path(uri)).isInstanceOf(IllegalArgumentException.class);
  }
}
