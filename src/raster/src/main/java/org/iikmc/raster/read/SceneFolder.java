/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.SceneSource;

/**
 * The scenes directly in a folder that is looked at again and again, as a server does. Each is
 * opened once, and again when its file changes; one that can't be read is left out. Safe for use by
 * several threads.
 */
public final class SceneFolder {
  private final Path folder;
  private final SceneFinder finder;
  private final Consumer<InputException> unreadable;
  private final Map<Path, Entry> known = new HashMap<>();

  private record Entry(FileState state, List<SceneSource> scenes) {
    /** What is known of a file that can't be asked. */
    static final Entry UNKNOWN = new Entry(null, List.of());
  }

  /**
   * @param finder whose readers stay open as long as scenes are used
   * @param unreadable is told of each file that can't be read, once until it changes
   */
  public SceneFolder(Path folder, SceneFinder finder, Consumer<InputException> unreadable) {
    this.folder = folder;
    this.finder = finder;
    this.unreadable = unreadable;
  }

  /** Whose readers stay open as long as scenes are used. */
  public SceneFinder finder() {
    return finder;
  }

  /** The scenes that are there now, in the order of their names. */
  public synchronized List<SceneSource> scenes() throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.list(folder)) {
      paths = all.sorted().toList();
    }
    known.keySet().retainAll(paths);
    List<SceneSource> scenes = new ArrayList<>();
    for (Path path : paths) {
      scenes.addAll(scenes(path));
    }
    return scenes;
  }

  private List<SceneSource> scenes(Path path) {
    FileState state;
    try {
      state = FileState.of(path);
    } catch (NoSuchFileException e) { // taken away since the folder was listed
      known.remove(path);
      return List.of();
    } catch (IOException e) { // such as a link onto itself; one bad file must not hide the others
      if (known.put(path, Entry.UNKNOWN) != Entry.UNKNOWN) {
        unreadable.accept(unreadable(path, e));
      }
      return List.of();
    }
    Entry entry = known.get(path);
    if (entry == null || !state.equals(entry.state)) {
      entry = new Entry(state, open(path));
      known.put(path, entry);
    }
    return entry.scenes;
  }

  private List<SceneSource> open(Path path) {
    try {
      return finder.entry(path);
    } catch (InputException e) {
      unreadable.accept(e);
    } catch (IOException | RuntimeException e) { // one bad file must not hide the others
      unreadable.accept(unreadable(path, e));
    }
    return List.of();
  }

  private static InputException unreadable(Path path, Exception e) {
    return new InputException(Problem.of(path, " can't be read: " + e.getMessage()), e);
  }
}
