/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.referencing.FactoryException;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.BandFiles;
import org.iikmc.raster.MapName;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.archive.Archives;

/** Finds scenes under paths that a user gives. */
public final class SceneFinder {
  private static final long LEAST_SPACE = 64 << 20;
  private static final long LEAST_HEAP = 64 << 20;

  /** What stands for its product in other programs. */
  private static final Pattern METADATA =
      Pattern.compile("(?i).*_MTL\\.(?:txt|json|xml)|MTD_MSIL(?:1C|2A)\\.xml");

  /** What the archiver of macOS adds of its own. */
  private static final String OF_MACOS = "__MACOSX";

  private final RasterReaders readers;
  private final CommonGrid choice;

  /**
   * Finds scenes whose bands share a grid.
   *
   * @param readers serve the scenes found; the caller closes them when no scene is used any more
   */
  public SceneFinder(RasterReaders readers) {
    this(readers, CommonGrid.NATIVE);
  }

  /**
   * @param readers serve the scenes found; the caller closes them when no scene is used any more
   * @param choice how bands of a scene come to one grid
   */
  public SceneFinder(RasterReaders readers, CommonGrid choice) {
    this.readers = readers;
    this.choice = choice;
  }

  /**
   * The scenes of a path: a GeoTIFF is one, and so is a folder of one-band files of a product; JSON
   * is a STAC item, or a collection of items, wherever their files are. Any other folder stands for
   * the scenes directly in it, in the order of their names: less the maps called {@code
   * …_classes.tif}, quality bands, and what a shell's {@code *.tif} leaves out, which are hidden
   * files and links to nothing. An archive stands for what is in it, or in the only folder in it;
   * what lies beside the folder it was unpacked to is not a scene once more. The metadata of a
   * product stand for its folder.
   *
   * @return at least one
   * @throws InputException if there is none, or one can't be read
   */
  public List<SceneSource> find(Path path) throws IOException {
    checkReferenceSystems();
    if (!FileState.exists(path)) {
      throw new InputException(path, " does not exist.");
    }
    if (METADATA.matcher(path.getFileName() + "").matches() && Files.isRegularFile(path)) {
      return find(path.toAbsolutePath().getParent());
    }
    if (!isCalledAsRaster(path) && StacScenes.isDocument(path)) {
      return new StacScenes(readers, choice).in(path);
    }
    if (isArchive(path)) {
      return inArchive(path);
    }
    Optional<SceneSource> scene = scene(path);
    if (scene.isPresent()) {
      return List.of(scene.get());
    }
    List<Path> entries;
    try (Stream<Path> all = Files.list(path)) {
      entries = all.sorted().toList();
    }
    List<SceneSource> scenes = new ArrayList<>();
    for (Path entry : entries) {
      scenes.addAll(entry(entry));
    }
    if (scenes.isEmpty()) {
      for (Path entry : entries) {
        readers.checkIsNotLacking(entry);
      }
      throw noScene(path);
    }
    return scenes;
  }

  /**
   * The scenes of a text: what lies at an address of a format, such as one of GDAL's, is one; any
   * other text is a path.
   *
   * @return at least one
   * @throws InputException if there is none, or one can't be read
   */
  public List<SceneSource> find(String text) throws IOException {
    checkReferenceSystems();
    Optional<RasterFile> file = readers.open(text);
    return file.isPresent()
        ? List.of(FileScene.at(text, file.get(), choice))
        : find(new FileAddress(text).path());
  }

  /** Whether a file is a raster that can be read here, and no document of another kind. */
  public boolean isRaster(Path file) throws IOException {
    return TiffFile.isTiff(file) || readers.isScene(file);
  }

  /** The path that a text means; empty if it is an address of a format. */
  public Optional<Path> path(String text) {
    return readers.knows(text) ? Optional.empty() : Optional.of(new FileAddress(text).path());
  }

  /**
   * The scene of a GeoTIFF that somebody else sent. No other format is tried, nor an archive: a
   * file of these may name files and servers that its sender must not reach from here.
   *
   * @throws InputException if it is no GeoTIFF that can be read
   */
  public SceneSource geoTiff(Path file) throws IOException {
    checkReferenceSystems();
    return new FileScene(file, readers.tiff(file), readers, choice);
  }

  /**
   * The classified maps of a path: a GeoTIFF is one, whatever its name; a folder stands for the
   * files {@code …_classes.tif} directly in it, in the order of their names.
   *
   * @return at least one, each under the name of its scene
   * @throws InputException if there is none, or one can't be read
   */
  public List<SceneSource> maps(Path path) throws IOException {
    checkReferenceSystems();
    if (!Files.isDirectory(path)) {
      return List.of(new FileScene(path, readers, CommonGrid.NATIVE).named(sceneOf(path)));
    }
    List<Path> entries;
    try (Stream<Path> all = Files.list(path)) {
      entries = all.filter(SceneFinder::isVisible).filter(SceneFinder::isMap).sorted().toList();
    }
    if (entries.isEmpty()) {
      throw new InputException(
          path,
          " holds no classified map called …"
              + MapName.SUFFIX
              + ".tif; give the folder that a clustering or classification wrote, or maps by their"
              + " names.");
    }
    List<SceneSource> maps = new ArrayList<>();
    for (Path entry : entries) {
      maps.add(new FileScene(entry, readers, CommonGrid.NATIVE).named(sceneOf(entry)));
    }
    return maps;
  }

  private static String sceneOf(Path map) {
    return MapName.sceneOf(map.getFileName().toString());
  }

  /** Without them every scene would seem to be damaged. */
  private static void checkReferenceSystems() throws IOException {
    try {
      CRS.decode("EPSG:4326", true);
    } catch (FactoryException e) {
      throw new IOException("The EPSG database can't be opened: " + lack(), e);
    }
  }

  /** What it may lack; GeoTools says no more than that a code is unknown. */
  private static String lack() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Path probe = Files.createTempFile(folder, "iikmc", ".tmp");
      Files.write(probe, new byte[1 << 16]);
      Files.delete(probe);
      if (Files.getFileStore(folder).getUsableSpace() > LEAST_SPACE) {
        return Runtime.getRuntime().maxMemory() < LEAST_HEAP
            ? "the Java heap is too small; give it more with -Xmx256m."
            : "see whether the folder Geotools in "
                + folder
                + " can be read and written, or remove it.";
      }
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("open files")) {
        return "this process may not open so many files; raise the limit (ulimit -n).";
      }
    }
    return "there is no room to unpack it in "
        + folder
        + "; free some there, or name another folder with -Djava.io.tmpdir.";
  }

  private Optional<SceneSource> scene(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return ProductFolder.in(path, readers, choice).map(SceneSource.class::cast);
    }
    Optional<SceneSource> planet = PlanetScene.of(path, readers, choice);
    return planet.isPresent() ? planet : Optional.of(new FileScene(path, readers, choice));
  }

  /**
   * The scene at a path directly in a folder of scenes, or those in an archive there.
   *
   * @return empty if there is none: another kind of file, a map, a folder that is no product, or an
   *     archive that holds no scene or lies beside the product that was in it
   * @throws InputException if there is one that can't be read
   */
  List<SceneSource> entry(Path path) throws IOException {
    checkReferenceSystems();
    if (!isScene(path)) {
      return List.of();
    }
    if (!Files.isDirectory(path) && Archives.isCalledAsOne(path)) {
      return isUnpackedBeside(path) ? List.of() : archived(path);
    }
    Optional<SceneSource> scene = scene(path);
    if (scene.isEmpty()) {
      scene = PlanetScene.in(path, readers, choice);
    }
    if (scene.isEmpty()) {
      checkItIsNoAcquisition(path);
    }
    return scene.stream().toList();
  }

  /** So that a file of a store of objects is not read to find out what it is. */
  private boolean isCalledAsRaster(Path path) {
    return readers.isEnding(String.valueOf(path.getFileName()).replaceFirst("^.*\\.", ""));
  }

  private static boolean isArchive(Path path) throws IOException {
    return Files.isRegularFile(path)
        && (Archives.isCalledAsOne(path) || FileBytes.isLocal(path) && Archives.isOne(path));
  }

  private List<SceneSource> inArchive(Path archive) throws IOException {
    List<SceneSource> scenes = archived(archive);
    if (scenes.isEmpty()) {
      throw noScene(archive);
    }
    return scenes;
  }

  private static InputException noScene(Path place) {
    return new InputException(
        place,
        " holds no scene: neither a raster file that can be read here, nor bands that are named as"
            + " those of a product; see whether it is complete, or give another one.");
  }

  private List<SceneSource> archived(Path archive) throws IOException {
    Optional<Path> folder = Optional.of(readers.archives().root(archive));
    while (folder.isPresent()) {
      Optional<SceneSource> scene = scene(folder.get());
      if (scene.isPresent()) {
        return List.of(scene.get());
      }
      List<SceneSource> scenes = new ArrayList<>();
      List<Path> folders = new ArrayList<>();
      for (Path entry : visible(folder.get())) {
        scenes.addAll(entry(entry));
        if (Files.isDirectory(entry) && !entry.getFileName().toString().equals(OF_MACOS)) {
          folders.add(entry);
        }
      }
      if (!scenes.isEmpty()) {
        return scenes;
      }
      folder = folders.size() == 1 ? Optional.of(folders.get(0)) : Optional.empty();
    }
    return List.of();
  }

  private static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(SceneFinder::isVisible).sorted().toList();
    }
  }

  /** Who unpacks an archive where it lies has one scene more on the disk, not in the series. */
  private boolean isUnpackedBeside(Path archive) throws IOException {
    String name = Archives.withoutEnding(archive);
    for (String folder : List.of(name, name + ".SAFE")) {
      Path beside = archive.resolveSibling(folder);
      if (Files.isDirectory(beside) && scene(beside).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** A folder among scenes is passed over, but not one that was meant to be a scene. */
  private static void checkItIsNoAcquisition(Path folder) throws IOException {
    Map<String, List<String>> acquisitions = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(SceneFinder::mayBeScene).filter(SceneFinder::isTiff).toList()) {
        String name = file.getFileName().toString();
        BandFiles.acquisition(name)
            .ifPresent(a -> acquisitions.computeIfAbsent(a, n -> new ArrayList<>()).add(name));
      }
    }
    for (List<String> files : acquisitions.values()) {
      if (files.size() > 1) {
        throw new InputException(
            folder,
            " looks like a scene in files of one band ("
                + files.stream().sorted().limit(3).collect(Collectors.joining(", "))
                + (files.size() > 3 ? ", …" : "")
                + "), but its names are not those of a Landsat or Sentinel-2 product. Put the bands"
                + " into one file, for example with gdal_merge.py -separate.");
      }
    }
  }

  /** Whether a shell's {@code *} would name it, and there is something under that name. */
  static boolean isVisible(Path entry) {
    return !entry.getFileName().toString().startsWith(".") && Files.exists(entry);
  }

  private boolean isScene(Path entry) throws IOException {
    return mayBeScene(entry)
        && (Files.isDirectory(entry)
            || Archives.isCalledAsOne(entry)
            || isTiff(entry)
            || readers.isScene(entry));
  }

  private static boolean mayBeScene(Path entry) {
    String name = entry.getFileName().toString();
    return isVisible(entry)
        && (Files.isDirectory(entry)
            || Archives.isCalledAsOne(entry)
            || !isMap(entry)
                && !MapName.isUnsieved(name)
                && !isBesideMap(entry)
                && !BandFiles.isQuality(name.replaceFirst("\\.[^.]*$", "")));
  }

  /** A map that was written into the folder of its scenes is not one of them. */
  private static boolean isMap(Path path) {
    return MapName.isOfMap(path.getFileName().toString());
  }

  /** What tells how sure a map is; the name alone may be that of a scene. */
  private static boolean isBesideMap(Path path) {
    return MapName.ofConfidence(path.getFileName().toString())
        .filter(map -> Files.exists(path.resolveSibling(map.tiff())))
        .isPresent();
  }

  private static boolean isTiff(Path path) {
    return hasExtension(path, ".tif") || hasExtension(path, ".tiff");
  }

  private static boolean hasExtension(Path path, String extension) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(extension);
  }

  /**
   * Opens a raster of pixels that count.
   *
   * @throws InputException if it can't be read
   */
  public MaskRaster mask(Path path) throws IOException {
    RasterFile file = readers.open(path);
    Band band = file.band("1", 0, Optional.empty());
    return new MaskRaster(band, file.grid());
  }
}
