/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.recode;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.legend.JsonLegend;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapClasses;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.MapName;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.style.SldWriter;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelReader;

/**
 * Writes maps that exist anew, under a legend: its groups are classes there. Maps are read twice,
 * block by block, and never changed. Immutable and safe to share.
 */
public final class RecodeJob {
  private static final String SIGNATURES = "signatures.json";
  private static final String RAW_SIGNATURES = "raw-signatures.json";
  private static final String TABLE = "recoding.csv";
  private static final String STYLE = "classes.sld";

  /** Names of all that may be written beside the maps. */
  public static final List<String> DOCUMENTS =
      List.of(SIGNATURES, RAW_SIGNATURES, TABLE, JsonLegend.FILE, CsvLegend.FILE, STYLE);

  private final Legend legend;
  private final PixelLimit limit;
  private final int threads;

  /**
   * @param limit of the host
   * @param threads that write a map, beside the caller's
   */
  public RecodeJob(Legend legend, PixelLimit limit, int threads) {
    this.legend = legend;
    this.limit = limit;
    this.threads = threads;
  }

  /**
   * Writes maps.
   *
   * @param sources maps of the same classes, at least one, with different names
   * @param signatures of the classes, if they are known
   * @param out folder, which is none that maps are read from; gets all files or none
   * @return what became of the classes
   * @throws InputException if a map is none, or the legend does not fit the classes
   * @throws IOException if reading or writing fails
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  public Recoding run(
      List<SceneSource> sources, Optional<SignatureSet> signatures, Path out, Progress progress)
      throws IOException {
    List<ClassifiedMap> maps = new ArrayList<>();
    for (SceneSource source : sources) {
      maps.add(ClassifiedMap.open(source));
    }
    List<MapName> names = names(maps);
    Recoding recoding = recoding(maps, signatures, progress);
    Map<String, String> texts = texts(recoding, signatures);
    if (recoding.merges() && Files.exists(out.resolve(SIGNATURES))) {
      throw new InputException(
          out.resolve(SIGNATURES),
          " is of classes that are not merged, and would be taken for those of the maps beside it;"
              + " choose another folder with ",
          Problem.option("out"),
          ".");
    }
    try (OutputFolder folder = new OutputFolder(out)) {
      List<String> all = new ArrayList<>(texts.keySet());
      names.forEach(name -> all.addAll(name.files()));
      folder.check(all);
      Writer writer = new Writer(recoding, folder, cells(maps), progress);
      for (int m = 0; m < maps.size(); m++) {
        writer.write(maps.get(m), names.get(m));
      }
      for (Map.Entry<String, String> text : texts.entrySet()) {
        folder.write(text.getKey(), text.getValue());
      }
      progress.checkCanceled();
      folder.commit();
    }
    return recoding;
  }

  /**
   * What becomes of the classes of maps, all of which are read for it.
   *
   * @throws InputException if the legend does not fit the classes
   */
  public Recoding recoding(
      List<ClassifiedMap> maps, Optional<SignatureSet> signatures, Progress progress)
      throws IOException {
    limit.check(maps.stream().map(ClassifiedMap::scene).toList());
    return new Recoding(MapClasses.of(maps, signatures, highestLabel(maps, progress)), legend);
  }

  private static List<MapName> names(List<ClassifiedMap> maps) {
    Set<String> seen = new HashSet<>();
    List<MapName> names = new ArrayList<>();
    for (ClassifiedMap map : maps) {
      if (!seen.add(map.name())) {
        throw new InputException(
            "Two maps are of the scene '"
                + map.name()
                + "', and would get one name; recode them one after the other into folders of their"
                + " own.");
      }
      names.add(MapNaming.BY_SCENE.of(map.name(), map.scene().date()));
    }
    return names;
  }

  private static Map<String, String> texts(Recoding recoding, Optional<SignatureSet> signatures) {
    Map<String, String> texts = new LinkedHashMap<>();
    signatures
        .filter(set -> set.k() == recoding.raw().entries().size())
        .ifPresent(
            set ->
                texts.put(
                    recoding.merges() ? RAW_SIGNATURES : SIGNATURES,
                    JsonFormat.text(set.with(recoding.raw()))));
    if (recoding.merges()) {
      texts.put(TABLE, recoding.csv());
    }
    texts.put(JsonLegend.FILE, JsonLegend.write(recoding.recoded()));
    texts.put(CsvLegend.FILE, CsvLegend.write(recoding.recoded()));
    texts.put(STYLE, SldWriter.write("classes", recoding.style()));
    return texts;
  }

  private static long cells(List<ClassifiedMap> maps) {
    return maps.stream()
        .map(map -> map.scene().grid())
        .mapToLong(grid -> (long) grid.width() * grid.height())
        .sum();
  }

  /** Known only when all have been read: a map need not name its classes. */
  private static int highestLabel(List<ClassifiedMap> maps, Progress progress) throws IOException {
    int highest = 0;
    long done = 0;
    long total = cells(maps);
    for (ClassifiedMap map : maps) {
      for (Rectangle window : map.scene().blocks()) {
        progress.checkCanceled();
        byte[] labels = map.labels(window);
        for (byte label : labels) {
          highest = Math.max(highest, label & 0xFF);
        }
        done += labels.length;
        progress.report(Progress.Stage.READ, done, total);
      }
    }
    return highest;
  }

  /** Writes maps one after the other. */
  private final class Writer {
    private final Recoding recoding;
    private final OutputFolder folder;
    private final long total;
    private final Progress progress;
    private long done;

    Writer(Recoding recoding, OutputFolder folder, long total, Progress progress) {
      this.recoding = recoding;
      this.folder = folder;
      this.total = total;
      this.progress = progress;
    }

    void write(ClassifiedMap map, MapName name) throws IOException {
      List<Rectangle> windows = map.scene().blocks();
      LabelReader labels =
          new LabelReader() {
            @Override
            public List<Rectangle> windows() {
              return windows;
            }

            @Override
            public void read(int block, byte[] cells) throws IOException {
              byte[] own = map.labels(windows.get(block));
              recoding.apply(own);
              System.arraycopy(own, 0, cells, 0, own.length);
            }
          };
      folder.write(
          name.tiff(),
          written -> done == 0 ? total : (long) ((double) written / done * total),
          file ->
              ClassifiedTiff.write(
                  file,
                  labels,
                  map.scene().grid(),
                  recoding.style(),
                  (top, count, width, rows) -> count((long) count * width),
                  threads));
    }

    private void count(long cells) {
      progress.checkCanceled();
      done += cells;
      progress.report(Progress.Stage.WRITE, done, total);
    }
  }
}
