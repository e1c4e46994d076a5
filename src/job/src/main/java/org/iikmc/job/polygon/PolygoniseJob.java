/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.polygon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.MapName;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.polygon.PolygonFormat;
import org.iikmc.raster.polygon.PolygonWriter;

/**
 * Writes the polygons of classified maps: a file for each map. Maps are read once, from the top
 * down; of a map no more is held than the polygons that go on below the rows read so far. Immutable
 * and safe to share.
 */
public final class PolygoniseJob {
  private final PolygonFormat format;
  private final Clock clock;

  /**
   * @param given the options
   * @param clock for files that say when they were written
   */
  public PolygoniseJob(Given given, Clock clock) {
    format = given.get(Options.POLYGON_FORMAT);
    this.clock = clock;
  }

  /**
   * What was written of a map.
   *
   * @param name of the file in the folder
   * @param polygons how many
   * @param pixels in all of them
   */
  public record Written(String name, long polygons, long pixels) {}

  /** Names of the files of maps. */
  public List<String> outputs(List<SceneSource> maps) {
    return maps.stream().map(map -> output(map.name())).toList();
  }

  private String output(String map) {
    return map + MapName.SUFFIX + format.ending();
  }

  /**
   * Writes polygons.
   *
   * @param sources maps, at least one
   * @param signatures of their classes, if they are known
   * @param out folder; gets all files or none
   * @return in the order of the maps
   * @throws InputException if one is no map of classes, can't be written in the format, or has the
   *     name of another
   */
  public List<Written> write(
      List<SceneSource> sources, Optional<SignatureSet> signatures, Path out, Progress progress)
      throws IOException {
    Map<String, ClassifiedMap> maps = new LinkedHashMap<>();
    for (SceneSource source : sources) {
      if (maps.put(output(source.name()), ClassifiedMap.open(source)) != null) {
        throw new InputException(
            "Two maps are called '"
                + source.name()
                + "', so that their polygons would have the same name; give them one after the"
                + " other, with other folders.");
      }
    }
    long total = maps.values().stream().mapToLong(PolygoniseJob::cells).sum();
    try (OutputFolder folder = new OutputFolder(out)) {
      folder.check(maps.keySet());
      List<Written> written = new ArrayList<>();
      long[] done = new long[1];
      LongConsumer read =
          cells -> {
            progress.checkCanceled();
            done[0] += cells;
            progress.report(Progress.Stage.WRITE, done[0], total);
          };
      for (Map.Entry<String, ClassifiedMap> map : maps.entrySet()) {
        folder.write(
            map.getKey(),
            bytes -> done[0] == 0 ? 0 : (long) ((double) bytes / done[0] * total),
            file -> written.add(write(file, map.getValue(), signatures, read)));
      }
      progress.checkCanceled();
      folder.commit();
      return List.copyOf(written);
    }
  }

  private Written write(
      Path file, ClassifiedMap map, Optional<SignatureSet> signatures, LongConsumer read)
      throws IOException {
    MapPolygons polygons = MapPolygons.of(map, signatures);
    long[] count = new long[2];
    try (PolygonWriter writer = format.write(file, polygons.layer(), clock.instant())) {
      polygons.forEach(
          read,
          polygon -> {
            writer.accept(polygon);
            count[0]++;
            count[1] += polygon.pixels();
          });
      writer.finish();
    }
    return new Written(output(map.name()), count[0], count[1]);
  }

  private static long cells(ClassifiedMap map) {
    return (long) map.scene().grid().width() * map.scene().grid().height();
  }
}
