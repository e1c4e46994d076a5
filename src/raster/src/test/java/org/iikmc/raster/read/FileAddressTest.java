/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAddressTest {
  private static Path path(String text) {
    return new FileAddress(text).path();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tif", "/data/a.tif", "../a b.tif", "a%20b.tif", "", "C:a.tif", "x:"})
  void aPathOfThisMachine(String text) {
    assertThat(path(text)).isEqualTo(Path.of(text));
    assertThat(path(text).getFileSystem()).isSameAs(FileSystems.getDefault());
  }

  @Test
  void aFileWhoseNameLooksLikeAnAddress(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("scene:1.tif"));
    assertThat(path(file.toString())).isEqualTo(file);
    Path here = Path.of("scene-of-a-test:1.tif");
    Files.createFile(here);
    try {
      assertThat(path(here.toString())).isEqualTo(here);
    } finally {
      Files.delete(here);
    }
  }

  @Test
  void addressesOfFilesOfThisMachine() {
    assertThat(path("file:/data/a%20b.tif")).isEqualTo(Path.of("/data/a b.tif"));
    assertThat(path("file:///data/a b.tif")).isEqualTo(Path.of("/data/a b.tif"));
    assertThat(path("FILE:/data/a.tif")).isEqualTo(Path.of("/data/a.tif"));
  }

  @Test
  void anotherFileSystem() throws IOException {
    try (FileSystem system = Jimfs.newFileSystem("addresses", Configuration.unix())) {
      Path file = system.getPath("/scenes/a b.tif");
      FileAddress address = FileAddress.of(file);
      assertThat(address.text()).isEqualTo("jimfs://addresses/scenes/a%20b.tif");
      assertThat(address.path()).isEqualTo(file);
      assertThat(path("jimfs://addresses/scenes/a b.tif")).isEqualTo(file);
    }
    assertThatThrownBy(() -> path("jimfs://nowhere/a.tif"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("'jimfs://nowhere/a.tif' is no address of a file: ");
  }

  @Test
  void addressesOfTheWebAreShownWithoutTheirSecrets() {
    assertThat(path("https://host/a b.tif?sig=secret#x").toString())
        .isEqualTo("https://host/a%20b.tif");
    assertThat(FileAddress.of(path("HTTPS://Host/a.tif?sig=secret")).path())
        .isEqualTo(path("https://host/a.tif?sig=secret"));
    assertThat(new FileAddress("https://me:secret@host/a.tif?sig=secret").shown())
        .isEqualTo("https://host/a.tif");
    assertThat(new FileAddress("/vsizip//vsicurl/https://me:secret@host/a.zip?sig=secret").shown())
        .isEqualTo("/vsizip//vsicurl/https://host/a.zip");
    assertThat(new FileAddress("NETCDF:\"ftp://me:secret@host/a.nc\":red").shown())
        .isEqualTo("NETCDF:\"ftp://host/a.nc\":red");
    assertThat(new FileAddress("/vsicurl?header.key=secret&url=https://host/a.tif").shown())
        .isEqualTo("/vsicurl");
    assertThat(new FileAddress("/data/what?.tif").shown()).isEqualTo("/data/what?.tif");
    assertThat(new FileAddress("POLYGON((0 0,1 0,1 1,0 0))").shown()).startsWith("POLYGON((0 0");
    for (String text :
        new String[] {
          "https://me:secret@host/a.tif",
          "https:a.tif?sig=secret",
          "https://ho st/a.tif?sig=secret",
          "https:///a.tif?sig=secret",
          "https://host/?sig=secret",
          "https://host:port/a.tif?secret"
        }) {
      assertThatThrownBy(() -> path(text))
          .as(text)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is no address of a file: ")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void itTravels() throws Exception {
    FileAddress address = FileAddress.of(Path.of("scenes", "a.tif"));
    assertThat(address.text()).isEqualTo(Path.of("scenes/a.tif").toAbsolutePath().toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(address);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(address);
    }
  }

  @Test
  void anUnknownSchemeIsRefusedWithThoseThatAreKnown() {
    assertThatThrownBy(() -> path("gopher://host/a.tif"))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "'gopher://host/a\\.tif' does not exist, and addresses that start with gopher: are not"
                + " known here, only .*file:.*jimfs:.*; give a path or one of these\\.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:a.tif", "file:///a.tif#1", "file://host:x y/a.tif"})
  void whatIsNoAddressOfAFile(String text) {
    assertThatThrownBy(() -> path(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("'" + text + "' is no address of a file: ");
  }

  @Test
  void whatIsNoPath() {
    assertThatThrownBy(() -> path("a\0b"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is neither a path nor the URI of a file.");
  }
}
