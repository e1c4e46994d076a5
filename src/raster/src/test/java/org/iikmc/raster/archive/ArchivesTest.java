/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.iikmc.testing.TestArchives.bytes;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.file.FileProviders;
import org.iikmc.testing.TestArchives;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {
  private static final String TEMPORARY = "java.io.tmpdir";

  @TempDir Path folder;
  @TempDir Path temporary;
  private final String before = System.getProperty(TEMPORARY);
  private final Archives archives = new Archives();

  @BeforeEach
  void watchTemporaryFiles() {
    System.setProperty(TEMPORARY, temporary.toString());
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    archives.close();
    System.setProperty(TEMPORARY, before);
    assertThat(temporary).isEmptyDirectory();
  }

  private static byte[] noise(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("./a.bin", noise(100_000));
    files.put("b c.txt", bytes("b"));
    files.put("empty", new byte[0]);
    files.put("in/", new byte[0]);
    files.put("in/deep/d!.txt", bytes("dd"));
    files.put("in/" + "long".repeat(40) + ".txt", bytes("long"));
    files.put("in/ä.txt", bytes("ä"));
    return files;
  }

  private Path archive(String kind) throws IOException {
    return kind.equals("stored.zip")
        ? TestArchives.writeStored(folder.resolve(kind), files())
        : TestArchives.write(folder.resolve("x." + kind), files());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "tar.gz", "tgz", "zip", "stored.zip"})
  void itIsAFolderOfFiles(String kind) throws IOException {
    Path archive = archive(kind);
    Path root = archives.root(archive);
    try (Stream<Path> all = Files.walk(root)) {
      assertThat(all.map(path -> root.relativize(path).toString()))
          .containsExactlyInAnyOrder(
              "",
              "a.bin",
              "b c.txt",
              "empty",
              "in",
              "in/deep",
              "in/deep/d!.txt",
              "in/" + "long".repeat(40) + ".txt",
              "in/ä.txt");
    }
    for (var file : files().entrySet()) {
      if (!file.getKey().endsWith("/")) {
        Path path = root.resolve(file.getKey());
        assertThat(Files.readAllBytes(path)).isEqualTo(file.getValue());
        assertThat(Files.size(path)).isEqualTo(file.getValue().length);
      }
    }
    assertThat(root.resolve("b c.txt")).hasToString(archive + "!/b c.txt");
    assertThat(root.resolve("in")).isDirectory();
    assertThat(root.resolve("../b c.txt").normalize()).isRegularFile();
    assertThat(root.resolve("no")).doesNotExist();
    assertThatThrownBy(() -> Files.newByteChannel(root.resolve("no")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.list(root.resolve("empty")))
        .isInstanceOf(NotDirectoryException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "zip", "stored.zip"})
  void anyPartOfAFileIsRead(String kind) throws IOException {
    byte[] whole = noise(100_000);
    try (SeekableByteChannel channel =
        Files.newByteChannel(archives.root(archive(kind)).resolve("a.bin"))) {
      assertThat(channel.size()).isEqualTo(100_000);
      ByteBuffer some = ByteBuffer.allocate(500);
      channel.position(70_000);
      while (some.hasRemaining()) {
        assertThat(channel.read(some)).isPositive();
      }
      assertThat(some.array()).isEqualTo(Arrays.copyOfRange(whole, 70_000, 70_500));
      assertThat(channel.position()).isEqualTo(70_500);
      some.clear();
      channel.position(99_900);
      assertThat(channel.read(some)).isEqualTo(100); // and nothing of what comes after it
      assertThat(some.limit()).isEqualTo(500);
      assertThat(channel.read(some)).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @CsvSource({"tar, 0", "stored.zip, 0", "tgz, 1", "zip, 2"})
  void onlyWhatIsPackedIsUnpackedAndOnce(String kind, int files) throws IOException {
    Path root = archives.root(archive(kind));
    for (int i = 0; i < 3; i++) {
      Files.readAllBytes(root.resolve("a.bin"));
      Files.readAllBytes(root.resolve("b c.txt"));
      Files.size(root.resolve("empty"));
    }
    try (Stream<Path> all = Files.list(temporary)) {
      assertThat(all).hasSize(files);
    }
    archives.close();
    assertThat(temporary).isEmptyDirectory();
    assertThatThrownBy(() -> Files.newByteChannel(root.resolve("a.bin")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void nothingIsWritten() throws IOException {
    Path root = archives.root(archive("tar"));
    assertThatThrownBy(() -> Files.writeString(root.resolve("new"), ""))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.delete(root.resolve("empty")))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.createDirectory(root.resolve("new")))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThat(Files.isWritable(root)).isFalse();
    assertThat(Files.isReadable(root)).isTrue();
  }

  @Test
  void aReplacedArchiveIsNoticed() throws IOException {
    Path archive = archive("tar");
    Path file = archives.root(archive).resolve("b c.txt");
    BasicFileAttributes first = Files.readAttributes(file, BasicFileAttributes.class);
    assertThat(first.lastModifiedTime()).isEqualTo(Files.getLastModifiedTime(archive));
    assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
        .isEqualTo(first.fileKey());
    Files.setLastModifiedTime(archive, FileTime.fromMillis(12_345_678));
    BasicFileAttributes then = Files.readAttributes(file, BasicFileAttributes.class);
    assertThat(then.fileKey()).isNotEqualTo(first.fileKey());
    assertThatThrownBy(() -> Files.readAllBytes(file))
        .isInstanceOf(InputException.class)
        .hasMessage(archive + " was changed while it was read; start again.");
    assertThat(Files.readString(archives.root(archive).resolve("b c.txt"))).isEqualTo("b");
    Files.delete(archive);
    assertThat(file).doesNotExist();
  }

  @Test
  void itsAddressGivesThePathAgain() throws IOException {
    Path archive = folder.resolve("wow!").resolve("a b.tar");
    Files.createDirectory(archive.getParent());
    TestArchives.write(archive, files());
    Path file = archives.root(archive).resolve("in/deep/d!.txt");
    URI uri = file.toUri();
    assertThat(uri.toString())
        .isEqualTo("archive:" + folder.toUri() + "wow!/a%20b.tar!/in/deep/d%21.txt");
    Path again = FileProviders.of("archive").orElseThrow().getPath(uri);
    assertThat(again).isEqualTo(file).hasSameHashCodeAs(file);
    assertThat(Files.readString(again)).isEqualTo("dd");
  }

  @Test
  void anArchiveOfAnotherFileSystem() throws IOException {
    try (FileSystem system = Jimfs.newFileSystem("archives", Configuration.unix())) {
      Path there = system.getPath("/x.tgz");
      Files.copy(archive("tgz"), there);
      Path file = archives.root(there).resolve("in/ä.txt");
      assertThat(Files.readString(file)).isEqualTo("ä");
      Path again = FileProviders.of("archive").orElseThrow().getPath(file.toUri());
      assertThat(again).isEqualTo(file);
      assertThat(Archives.gdalName(file))
          .hasValueSatisfying(
              name ->
                  assertThat(name).startsWith("/vsitar/" + temporary).endsWith(".tar/in/ä.txt"));
      Path tar = system.getPath("/x.tar");
      Files.copy(archive("tar"), tar);
      assertThat(Archives.gdalName(archives.root(tar))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive:file:///a.tar", "archive:file:///a.tar!/b#c", "archive:x!/y"})
  void whatIsNoAddressOfAFileInAnArchive(String text) {
    assertThatThrownBy(() -> new ArchiveProvider().getPath(URI.create(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesForGdal() throws IOException {
    assertThat(Archives.gdalName(archives.root(archive("tar")).resolve("in/ä.txt")))
        .contains("/vsitar/" + folder + "/x.tar/in/ä.txt");
    assertThat(Archives.gdalName(archives.root(archive("zip")).resolve("a.bin")))
        .contains("/vsizip/" + folder + "/x.zip/a.bin");
    Path odd = Files.move(folder.resolve("x.tar"), folder.resolve("x.download"));
    assertThat(Archives.gdalName(archives.root(odd).resolve("a.bin")))
        .contains("/vsitar/{" + folder + "/x.download}/a.bin");
    assertThat(Archives.gdalName(odd)).contains(odd.toString());
  }

  @Test
  void whatIsCalledAndWhatIsAnArchive() throws IOException {
    for (String name : List.of("a.tar", "a.b.TAR.GZ", "a.tgz", "a.zip")) {
      assertThat(Archives.isCalledAsOne(Path.of(name))).as(name).isTrue();
    }
    for (String name : List.of("a.tif", "a.gz", ".tar", "tar", "a.tar.tif")) {
      assertThat(Archives.isCalledAsOne(Path.of(name))).as(name).isFalse();
    }
    assertThat(Archives.withoutEnding(Path.of("/x/a.b.tar.gz"))).isEqualTo("a.b");
    for (String kind : List.of("tar", "tgz", "zip")) {
      assertThat(Archives.isOne(archive(kind))).isTrue();
    }
    assertThat(Archives.isOne(Files.write(folder.resolve("a.tif"), noise(1000)))).isFalse();
    assertThat(Archives.isOne(Files.createFile(folder.resolve("nothing.tar")))).isFalse();
    assertThat(Archives.isOne(folder)).isFalse();
  }

  @Test
  void zip64() throws IOException {
    Path archive = folder.resolve("large.zip");
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
      zip.setUseZip64(Zip64Mode.Always);
      zip.putArchiveEntry(new ZipArchiveEntry("a.txt"));
      zip.write(bytes("large"));
      zip.closeArchiveEntry();
    }
    assertThat(Files.readString(archives.root(archive).resolve("a.txt"))).isEqualTo("large");
  }

  @Test
  void longNamesAsPosixHasThem() throws IOException {
    Path archive = folder.resolve("posix.tar");
    String name = "ä".repeat(120) + "/" + "b".repeat(120);
    try (OutputStream out = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(3);
      tar.putArchiveEntry(entry);
      tar.write(bytes("pax"));
      tar.closeArchiveEntry();
    }
    assertThat(Files.readString(archives.root(archive).resolve(name))).isEqualTo("pax");
  }

  @ParameterizedTest
  @CsvSource({
    "../x.TIF, which leads out of it",
    "a/../../x.TIF, which leads out of it",
    "/x.TIF, which starts from the root of a disk",
    "C:/x.TIF, which starts from the root of a disk",
  })
  void namesThatLeadElsewhere(String name, String why) throws IOException {
    for (String kind : List.of("x.tar", "x.zip", "x.tgz")) {
      Path archive = TestArchives.write(folder.resolve(kind), Map.of(name, bytes("x")));
      assertThatThrownBy(() -> archives.root(archive))
          .isInstanceOf(InputException.class)
          .hasMessage(
              archive
                  + " holds a file called '"
                  + name
                  + "', "
                  + why
                  + "; give archives only as their makers deliver them.");
    }
  }

  @Test
  void endlessOrBrokenNames() throws IOException {
    for (String name : List.of("a/".repeat(500) + "x", "x".repeat(5000), "../a\nb\0c")) {
      Path archive = TestArchives.write(folder.resolve("x.tar"), Map.of(name, bytes("x")));
      assertThatThrownBy(() -> archives.root(archive))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(archive + " holds ")
          .hasMessageNotContaining("\n")
          .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
    }
  }

  @Test
  void aNameTwice() throws IOException {
    for (List<String> names :
        List.of(List.of("a", "./a"), List.of("a", "a/b"), List.of("a/b", "a"))) {
      Path archive = folder.resolve("twice.tar");
      try (OutputStream out = Files.newOutputStream(archive);
          TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
        for (String name : names) {
          tar.putArchiveEntry(new TarArchiveEntry(name));
          tar.closeArchiveEntry();
        }
      }
      assertThatThrownBy(() -> archives.root(archive))
          .as("%s", names)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("' twice; unpack it, see which one is right, and give the folder.");
    }
  }

  @Test
  void linksAndHolesAreOutOfReach() throws IOException {
    Path archive = folder.resolve("links.tar");
    try (OutputStream out = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (byte kind : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
        TarArchiveEntry link = new TarArchiveEntry("link" + (char) kind, kind);
        link.setLinkName("/etc/passwd");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
      TarArchiveEntry sparse = new TarArchiveEntry("holes", TarConstants.LF_GNUTYPE_SPARSE);
      sparse.setSize(0);
      tar.putArchiveEntry(sparse);
      tar.closeArchiveEntry();
    }
    Path root = archives.root(archive);
    assertThatThrownBy(() -> Files.readAllBytes(root.resolve("link2")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            root.resolve("link2")
                + " is a link or something else that is no file, which can't be read in an"
                + " archive; unpack it, and give the folder.");
    assertThatThrownBy(() -> Files.readAllBytes(root.resolve("link1")))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Files.readAllBytes(root.resolve("holes")))
        .hasMessageContaining("is stored with holes (a sparse file)");
  }

  /** Bits of the flags, in the file's own header and in the list. */
  @Test
  void anEncryptedFile() throws IOException {
    Path archive = TestArchives.write(folder.resolve("secret.zip"), Map.of("a.txt", bytes("aaaa")));
    byte[] bytes = Files.readAllBytes(archive);
    ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes.length - 4; i++) {
      int flags = zip.getInt(i) == 0x04034b50 ? i + 6 : zip.getInt(i) == 0x02014b50 ? i + 8 : 0;
      bytes[flags] |= flags > 0 ? 1 : 0;
    }
    Files.write(archive, bytes);
    assertThatThrownBy(() -> Files.readAllBytes(archives.root(archive).resolve("a.txt")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.txt is encrypted, which can't be read in an archive;");
  }

  @Test
  void anArchiveInAnArchive() throws IOException {
    Path outer =
        TestArchives.write(
            folder.resolve("outer.zip"), Map.of("inner.tar", Files.readAllBytes(archive("tar"))));
    Path inner = archives.root(outer).resolve("inner.tar");
    assertThatThrownBy(() -> archives.root(inner))
        .isInstanceOf(InputException.class)
        .hasMessage(
            inner + " is an archive in an archive; unpack " + outer + " and give the folder.");
  }

  @Test
  void whatIsNoArchive() throws IOException {
    Path page = Files.writeString(folder.resolve("x.tar"), "<html>Please log in</html>");
    assertThatThrownBy(() -> archives.root(page))
        .isInstanceOf(InputException.class)
        .hasMessage(
            page
                + " is no archive that can be read: it starts neither as tar or zip nor as gzip;"
                + " copy or download it again.");
    Path one = folder.resolve("x.tif.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(one))) {
      out.write(noise(2000));
    }
    assertThatThrownBy(() -> archives.root(one))
        .isInstanceOf(InputException.class)
        .hasMessage(one + " holds no tar; unpack it, and give what was in it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "zip", "stored.zip", "tgz"})
  void oneThatIsCutOff(String kind) throws IOException {
    Path archive = archive(kind);
    byte[] whole = Files.readAllBytes(archive);
    for (int length : new int[] {520, 2048, 60_000}) {
      Files.write(archive, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> archives.root(archive))
          .as("%d bytes", length)
          .isInstanceOf(InputException.class)
          .hasMessageMatching(
              "(?s)\\Q"
                  + archive
                  + "\\E is damaged or cut off \\(.+\\); copy or download it again\\.");
    }
  }

  /** Only the end, of zeros, tells that all files are there. */
  @Test
  void aTarThatIsCutOffBetweenTwoFiles() throws IOException {
    Path archive = TestArchives.write(folder.resolve("x.tar"), Map.of("a", new byte[512]));
    Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 1024));
    assertThatThrownBy(() -> archives.root(archive))
        .hasMessageContaining("is damaged or cut off (its end is missing)");
  }

  @Test
  void aSizeThatNoDiskHas() throws IOException {
    Path archive = TestArchives.write(folder.resolve("x.tar"), Map.of("a", new byte[512]));
    byte[] bytes = Files.readAllBytes(archive);
    System.arraycopy(bytes("77777777777"), 0, bytes, 124, 11);
    Arrays.fill(bytes, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += bytes[i] & 0xFF;
    }
    System.arraycopy(bytes(String.format("%06o\0", sum)), 0, bytes, 148, 7);
    Files.write(archive, bytes);
    assertThatThrownBy(() -> archives.root(archive))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is damaged or cut off (");
  }

  @Test
  void moreNamesThanAnyProductHas() throws IOException {
    Path archive = folder.resolve("names.tar");
    try (OutputStream out = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (int i = 0; i < 40_000; i++) {
        tar.putArchiveEntry(new TarArchiveEntry("f" + i));
        tar.closeArchiveEntry();
      }
    }
    assertThatThrownBy(() -> archives.root(archive))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("names and sizes of its files have more than 16 MiB");
  }

  @Test
  void damageWithinWhatIsPacked() throws IOException {
    Path archive = archive("zip");
    byte[] bytes = Files.readAllBytes(archive);
    bytes[50_000] ^= 1; // in a.bin, which can't be packed: inflating it finds nothing wrong
    Files.write(archive, bytes);
    Path root = archives.root(archive);
    assertThatThrownBy(() -> Files.readAllBytes(root.resolve("a.bin")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            archive
                + " is damaged or cut off (./a.bin is not what was packed); copy or download it"
                + " again.");
    assertThat(temporary).isEmptyDirectory();
    assertThat(Files.readString(root.resolve("b c.txt"))).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tgz"})
  void noRoom(String kind) throws IOException {
    Path archive = archive(kind);
    Path nowhere = temporary.resolve("nowhere");
    System.setProperty(TEMPORARY, nowhere.toString());
    Throwable thrown =
        catchThrowable(() -> Files.readAllBytes(archives.root(archive).resolve("a.bin")));
    System.setProperty(TEMPORARY, temporary.toString());
    assertThat(thrown)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            archive + " has to be unpacked, for which there is no room in " + nowhere + " (")
        .hasMessageEndingWith(
            "; free some there, name another folder with -Djava.io.tmpdir, or unpack it and give"
                + " the folder.");
    assertThat(Files.size(archives.root(archive).resolve("a.bin"))).isEqualTo(100_000);
  }

  @Test
  void aLargeFileThatNoDiskHasRoomFor() throws IOException {
    Path large = folder.resolve("large.zip");
    try (TemporaryFiles files = new TemporaryFiles(large)) {
      assertThatThrownBy(
              () ->
                  files.unpack(
                      OptionalLong.of(Long.MAX_VALUE >> 1),
                      ".tmp",
                      out -> {
                        throw new AssertionError("it should not start");
                      }))
          .isInstanceOf(UnpackException.class)
          .hasMessageContaining("MiB are free");
      assertThat(temporary).isEmptyDirectory();
    }
  }
}
