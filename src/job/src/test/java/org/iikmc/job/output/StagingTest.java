/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iikmc.job.output.FileSteps.ON_DISK;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commits that are killed before each of their steps, fail at each, or are in somebody's way. */
class StagingTest {
  private static final Map<String, String> OLD =
      Map.of("a_classes.tif", "old", "a_classes.qml", "old", "b_classes.tif", "old", "x.json", "x");
  private static final Map<String, String> NEW =
      Map.of("a_classes.tif", "new", "a_classes.qml", "new", "c_classes.tif", "new");

  /** What is there in the end: c is new, and b and x, of which the new run knows nothing, stay. */
  private static final Map<String, String> MERGED =
      Map.of(
          "a_classes.tif",
          "new",
          "a_classes.qml",
          "new",
          "b_classes.tif",
          "old",
          "c_classes.tif",
          "new",
          "x.json",
          "x",
          "users.txt",
          "mine");

  @TempDir Path root;

  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectory(root.resolve(name));
    Files.writeString(folder.resolve("users.txt"), "mine");
    commit(folder, OLD, ON_DISK);
    return folder;
  }

  private static void commit(Path folder, Map<String, String> files, FileSteps steps)
      throws IOException {
    try (Staging staging = Staging.in(folder, steps)) {
      write(staging.entries(), files);
      OwnFiles.list(staging.entries());
      staging.commit();
    }
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** Files and what is in them, hidden ones included, but for the list, which has to be right. */
  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(each -> !each.equals(folder)).toList()) {
        String name = folder.relativize(path).toString();
        if (!name.endsWith(OwnFiles.NAME)) {
          content.put(name, Files.isDirectory(path) ? "folder" : Files.readString(path));
        }
      }
    }
    return content;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  /** What a run of this process leaves is its own until it ends. */
  private static void asOfAnotherProcess(Path folder) throws IOException {
    String id = UUID.randomUUID().toString();
    for (String name : OwnFiles.names(folder)) {
      Path entry = folder.resolve(name);
      if (Files.exists(entry.resolve("id"))) {
        Files.writeString(entry.resolve("id"), id);
      }
      Optional<String> old = Commit.id(name);
      if (old.isPresent()) {
        Files.move(entry, folder.resolve(name.replace(old.get(), id)));
      }
    }
  }

  /** Copies a folder before each step: what a kill there would leave, and no lock. */
  private final class Snapshots implements FileSteps {
    private final Path folder;
    private final String name;
    private final List<Path> taken = new ArrayList<>();

    Snapshots(Path folder, String name) {
      this.folder = folder;
      this.name = name;
    }

    private void take() throws IOException {
      Path snapshot = root.resolve(name + taken.size());
      copy(folder, snapshot);
      asOfAnotherProcess(snapshot);
      taken.add(snapshot);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      take();
      ON_DISK.move(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
      take();
      ON_DISK.delete(path);
    }
  }

  /** Fails at one move, as where a file is open on Windows. */
  private static final class Failing implements FileSteps {
    private final int at;
    private int moves;

    Failing(int at) {
      this.at = at;
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      moves++;
      if (moves == at) {
        throw new IOException("open elsewhere");
      }
      ON_DISK.move(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
      ON_DISK.delete(path);
    }
  }

  private Map<String, String> before() {
    Map<String, String> before = new TreeMap<>(OLD);
    before.put("users.txt", "mine");
    return before;
  }

  @Test
  void aKillBeforeAnyStepLeavesOldOrNewAndNothingElse() throws IOException {
    Path folder = folder("out");
    Snapshots kills = new Snapshots(folder, "killed");
    commit(folder, NEW, kills);
    assertThat(content(folder)).isEqualTo(MERGED);
    assertThat(kills.taken).hasSizeGreaterThan(10);
    int finished = 0;
    for (Path killed : kills.taken) {
      Map<String, String> seen = content(killed);
      assertThat(seen.get("a_classes.tif") + seen.get("a_classes.qml"))
          .as("a reader never sees both kinds, in %s", killed)
          .isIn("oldold", "nullold", "oldnull", "nullnull", "newnull", "newnew");
      Path copy = root.resolve("twice-" + killed.getFileName());
      copy(killed, copy);
      Staging.recover(killed);
      boolean isNew = content(killed).containsKey("c_classes.tif");
      assertThat(content(killed)).as("%s", killed).isEqualTo(isNew ? MERGED : before());
      for (String name : content(killed).keySet()) {
        assertThat(OwnFiles.of(killed).hold(killed, name)).isNotEqualTo(name.equals("users.txt"));
      }
      assertThat(isNew || finished == 0).as("once it counts, it counts").isTrue();
      finished += isNew ? 1 : 0;
      recoveryCanBeKilledToo(copy, content(killed));
      commit(killed, NEW, ON_DISK);
      assertThat(content(killed)).isEqualTo(MERGED);
    }
    assertThat(finished).isBetween(5, kills.taken.size() - 1);
  }

  private void recoveryCanBeKilledToo(Path folder, Map<String, String> expected)
      throws IOException {
    Snapshots kills = new Snapshots(folder, folder.getFileName() + "-");
    Staging.recover(folder, note -> {}, kills);
    for (Path killed : kills.taken) {
      Staging.recover(killed);
      assertThat(content(killed)).as("%s", killed).isEqualTo(expected);
    }
  }

  @Test
  void aFailureAtAnyMoveLeavesEverythingAsItWas() throws IOException {
    Failing none = new Failing(0);
    commit(folder("count"), NEW, none);
    for (int at = 1; at < none.moves; at++) { // the last gives up the claim; all is done then
      Path folder = folder("failed" + at);
      Failing steps = new Failing(at);
      assertThatThrownBy(() -> commit(folder, NEW, steps)).hasMessage("open elsewhere");
      assertThat(content(folder)).as("move %d", at).isEqualTo(before());
      commit(folder, NEW, ON_DISK);
      assertThat(content(folder)).as("move %d", at).isEqualTo(MERGED);
    }
  }

  @Test
  void aKillWhileAFailedCommitGoesBackLeavesOldOrNew() throws IOException {
    Path folder = folder("out");
    Snapshots kills = new Snapshots(folder, "killed");
    FileSteps steps =
        new FileSteps() {
          @Override
          public void move(Path from, Path to) throws IOException {
            kills.take();
            if (to.equals(folder.resolve("c_classes.tif"))) {
              throw new IOException("no");
            }
            ON_DISK.move(from, to);
          }

          @Override
          public void delete(Path path) throws IOException {
            kills.delete(path);
          }
        };
    assertThatThrownBy(() -> commit(folder, NEW, steps)).hasMessage("no");
    assertThat(content(folder)).isEqualTo(before());
    for (Path killed : kills.taken) {
      Staging.recover(killed);
      boolean isNew = content(killed).containsKey("c_classes.tif");
      assertThat(content(killed)).as("%s", killed).isEqualTo(isNew ? MERGED : before());
    }
  }

  @Test
  void whatFollowsTheMovesAndFailsTakesThemBackAKillIncluded() throws IOException {
    Path folder = folder("out");
    Snapshots kills = new Snapshots(folder, "killed");
    try (Staging staging = Staging.in(folder, kills)) {
      write(staging.entries(), NEW);
      OwnFiles.list(staging.entries());
      assertThatThrownBy(
              () ->
                  staging.commit(
                      () -> {
                        assertThat(content(folder)).containsAllEntriesOf(MERGED);
                        throw new IOException("catalog is closed");
                      }))
          .hasMessage("catalog is closed");
    }
    assertThat(content(folder)).isEqualTo(before());
    for (Path killed : kills.taken) {
      Staging.recover(killed);
      boolean isNew = content(killed).containsKey("c_classes.tif");
      assertThat(content(killed)).as("%s", killed).isEqualTo(isNew ? MERGED : before());
    }
  }

  @Test
  void whatFollowsTheMovesAndIsKilledIsLeftToWhoFindsTheNote() throws IOException {
    Path folder = folder("out");
    Path killed = root.resolve("killed");
    try (Staging staging = Staging.in(folder)) {
      write(staging.entries(), NEW);
      OwnFiles.list(staging.entries());
      Files.writeString(staging.note(), "more to do");
      staging.commit(
          () -> {
            copy(folder, killed);
            asOfAnotherProcess(killed);
          });
    }
    List<String> notes = new ArrayList<>();
    Staging.recover(killed, note -> notes.add(Files.readString(note)));
    assertThat(notes).containsExactly("more to do");
    assertThat(content(killed)).isEqualTo(MERGED);
  }

  @Test
  void aWholeFolderIsReplacedAtOnce() throws IOException {
    Path data = Files.createDirectory(root.resolve("data"));
    replaceSeries(data, Map.of("report.json", "old", "gone.tif", "old"), ON_DISK);
    Snapshots kills = new Snapshots(data, "killed");
    replaceSeries(data, Map.of("report.json", "new"), kills);
    assertThat(content(data.resolve("year"))).isEqualTo(Map.of("report.json", "new"));
    for (Path killed : kills.taken) {
      Staging.recover(killed);
      assertThat(content(killed))
          .as("%s", killed)
          .isIn(
              Map.of("year", "folder", "year/report.json", "old", "year/gone.tif", "old"),
              Map.of("year", "folder", "year/report.json", "new"));
    }
  }

  private static void replaceSeries(Path data, Map<String, String> files, FileSteps steps)
      throws IOException {
    try (Staging staging = Staging.in(data, steps)) {
      Path year = Files.createDirectory(staging.entries().resolve("year"));
      write(year, files);
      OwnFiles.list(year);
      staging.commit();
    }
  }

  @Test
  void whatNoRunWroteIsNeverReplaced() throws IOException {
    Path folder = folder("out");
    Files.writeString(folder.resolve("c_classes.tif"), "of another program");
    assertRefused(folder, "c_classes.tif");
    Files.delete(folder.resolve("c_classes.tif"));
    Files.createDirectory(folder.resolve("c_classes.tif"));
    Files.writeString(folder.resolve("c_classes.tif/x"), "x");
    assertRefused(folder, "c_classes.tif");
  }

  @Test
  void whatWasChangedSinceIsNeverReplaced() throws IOException {
    Path folder = folder("out");
    Files.writeString(folder.resolve("a_classes.qml"), "my colours");
    assertRefused(folder, "a_classes.qml");
  }

  @Test
  void aLinkIsNotFollowedToSomethingElse() throws IOException {
    Path folder = folder("out");
    Path elsewhere = Files.writeString(root.resolve("elsewhere"), "old");
    Files.delete(folder.resolve("a_classes.tif"));
    Files.createSymbolicLink(folder.resolve("a_classes.tif"), elsewhere);
    assertRefused(folder, "a_classes.tif");
  }

  private void assertRefused(Path folder, String named) throws IOException {
    Map<String, String> before = content(folder);
    assertThatThrownBy(() -> Staging.check(folder, NEW.keySet()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(named)
        .hasMessageContaining("move it away");
    assertThatThrownBy(() -> commit(folder, NEW, ON_DISK)).isInstanceOf(InputException.class);
    assertThat(content(folder)).isEqualTo(before);
  }

  /** A GIS that finds them would show the earlier map at small scales, or its statistics. */
  @Test
  void filesOfAUserBesideAMapAreInTheWayOfItsSuccessor() throws IOException {
    for (String name : List.of("a_classes.tif.ovr", "a_classes.tif.aux.xml", "c_classes.tfw")) {
      Path folder = folder("out-" + name);
      Files.writeString(folder.resolve(name), "of a GIS");
      assertRefused(folder, name);
    }
  }

  @Test
  void ourOwnFilesBesideAMapGoWithIt() throws IOException {
    Path folder = folder("out");
    commit(folder, Map.of("a_classes.tif.ovr", "ours"), ON_DISK);
    commit(folder, NEW, ON_DISK);
    assertThat(content(folder)).isEqualTo(MERGED);
  }

  @Test
  void anEditBetweenAKillAndTheNextRunIsKept() throws IOException {
    Path folder = folder("out");
    Snapshots kills = new Snapshots(folder, "killed");
    commit(folder, NEW, kills);
    Path killed = kills.taken.get(1); // it counts, and nothing is moved yet
    assertThat(killed.resolve(".iikmc-commit/new")).exists();
    Files.writeString(killed.resolve("a_classes.qml"), "my colours");
    assertThatThrownBy(() -> Staging.recover(killed))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a_classes.qml");
    Files.move(killed.resolve("a_classes.qml"), root.resolve("moved.qml"));
    Staging.recover(killed);
    assertThat(content(killed)).isEqualTo(MERGED);
  }

  @Test
  void theListIsOneThatSha256sumReads() throws IOException {
    Path folder = root.resolve("out");
    Files.createDirectory(folder);
    commit(folder, Map.of("a.json", "abc"), ON_DISK);
    assertThat(folder.resolve(OwnFiles.NAME))
        .hasContent("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.json\n");
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void aRunOfAnotherProcessIsLeftAloneUntilItIsKilled() throws Exception {
    Path folder = folder("out");
    Process other = otherProcess(folder);
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("begun");
      Staging.recover(folder);
      assertThat(content(folder).keySet()).anyMatch(name -> name.endsWith("new/half.tif"));
      commit(folder, NEW, ON_DISK);
      assertThat(content(folder).keySet()).anyMatch(name -> name.endsWith("new/half.tif"));
    } finally {
      other.destroyForcibly().waitFor();
    }
    Staging.recover(folder);
    assertThat(content(folder)).isEqualTo(MERGED);
  }

  private static Process otherProcess(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Waiting.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** A program that begins a run and goes on for ever. */
  static final class Waiting {
    public static void main(String[] args) throws IOException {
      Staging staging = Staging.in(Path.of(args[0]));
      Files.writeString(staging.entries().resolve("half.tif"), "half");
      System.out.println("begun");
      System.in.read();
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void severalThreadsCommitToOneFolder() throws Exception {
    Path folder = folder("out");
    List<CompletableFuture<Void>> runs = new ArrayList<>();
    for (int run = 0; run < 8; run++) {
      String text = "run " + run;
      runs.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  Staging.recover(folder);
                  commit(folder, Map.of("a_classes.tif", text, "a_classes.qml", text), ON_DISK);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }));
    }
    for (CompletableFuture<Void> run : runs) {
      run.get();
    }
    Map<String, String> content = content(folder);
    assertThat(content.get("a_classes.tif"))
        .startsWith("run")
        .isEqualTo(content.get("a_classes.qml"));
    assertThat(content).hasSize(5);
  }

  @Test
  void leftoversOfAllKindsGo() throws IOException {
    Path folder = folder("out");
    Files.createFile(folder.resolve(".iikmc-" + UUID.randomUUID() + ".lock"));
    Path readOnly =
        Files.createDirectories(folder.resolve(".iikmc-" + UUID.randomUUID() + "/new/year"));
    Files.writeString(readOnly.resolve("a.tif"), "half");
    assertThat(readOnly.resolve("a.tif").toFile().setReadOnly()).isTrue();
    assertThat(readOnly.toFile().setWritable(false)).isTrue();
    Files.createDirectory(folder.resolve(".iikmc-notes")); // of somebody with a taste for our names
    Map<String, String> expected = before();
    expected.put(".iikmc-notes", "folder");
    Staging.recover(folder);
    assertThat(content(folder)).isEqualTo(expected);
  }

  /** Here because a folder stands where the lock should be; else because a file system has none. */
  @Test
  void withoutLocksNothingOfAnotherRunIsTouched() throws IOException {
    Path folder = folder("out");
    String id = UUID.randomUUID().toString();
    Files.createDirectory(folder.resolve(".iikmc-" + id + ".lock"));
    Path half = Files.createDirectories(folder.resolve(".iikmc-" + id + "/new"));
    Files.writeString(half.resolve("a.tif"), "half");
    Staging.recover(folder);
    assertThat(half.resolve("a.tif")).exists();

    Files.writeString(half.resolveSibling("id"), id);
    Files.move(half.getParent(), folder.resolve(".iikmc-commit"));
    assertThatThrownBy(() -> Staging.recover(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("move what is in its folder new to " + folder);
    assertThat(folder.resolve(".iikmc-commit/new/a.tif")).exists();
  }

  @Test
  void aFolderThatIsNotThereHasNothingToRecover() throws IOException {
    Staging.recover(root.resolve("nowhere"));
    assertThat(root.resolve("nowhere")).doesNotExist();
  }
}
