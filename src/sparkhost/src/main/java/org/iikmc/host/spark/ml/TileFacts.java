/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.iikmc.kmeans.SampleType;
import org.iikmc.raster.Band;
import org.iikmc.raster.Scene;

/**
 * What the headers of tiles say.
 *
 * @param path of the first of them; null if it is not known
 * @param names of the bands of all of them
 * @param numbers of these bands in a tile, from 1
 * @param type that holds the values of all of them
 * @param problem why they can't go together, a sentence; null if they can
 */
record TileFacts(
    String path, List<String> names, List<Integer> numbers, SampleType type, String problem)
    implements Serializable {

  /**
   * Reads the headers.
   *
   * @param tiles rows of a tile and its path
   * @return empty if there is no tile
   * @throws IllegalArgumentException if one can't be read, or they do not go together
   */
  static Optional<TileFacts> of(JavaRDD<Row> tiles, TileReading reading) {
    Optional<TileFacts> all =
        tiles.mapPartitions(rows -> ofPartition(rows, reading)).collect().stream()
            .reduce(TileFacts::and);
    all.map(TileFacts::problem)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return all;
  }

  private static Iterator<TileFacts> ofPartition(Iterator<Row> rows, TileReading reading) {
    TileFacts all = null;
    while (rows.hasNext() && (all == null || all.problem == null)) {
      Row row = rows.next();
      if (!row.isNullAt(0)) {
        TileFacts facts = of(row.get(0), row.getString(1), reading);
        all = all == null ? facts : all.and(facts);
      }
    }
    return all == null ? List.<TileFacts>of().iterator() : List.of(all).iterator();
  }

  /** A tile that can't be read is no failure of the task, which would be tried again. */
  private static TileFacts of(Object tile, String path, TileReading reading) {
    try (OpenTile open = OpenTile.of(tile, path)) {
      return open.use(
          source -> {
            Scene scene = reading.open(source);
            return new TileFacts(
                path,
                scene.bands().stream().map(Band::name).toList(),
                scene.bands().stream().map(band -> band.index() + 1).toList(),
                scene.type(),
                null);
          });
    } catch (IOException e) {
      return new TileFacts(path, List.of(), List.of(), null, e.getMessage());
    }
  }

  private TileFacts and(TileFacts other) {
    if (problem != null || other.problem != null) {
      return problem != null ? this : other;
    }
    return new TileFacts(path, names, numbers, type.widest(other.type), difference(other));
  }

  private String difference(TileFacts other) {
    boolean alike =
        names.size() == other.names.size()
            && IntStream.range(0, names.size())
                .allMatch(i -> names.get(i).equalsIgnoreCase(other.names.get(i)));
    return alike
        ? null
        : other.called("Another tile")
            + " has the bands "
            + String.join(", ", other.names)
            + ", but "
            + called("one")
            + " has "
            + String.join(", ", names)
            + "; all must have the same, or the same numbers of bands must be chosen of each.";
  }

  private String called(String otherwise) {
    return path == null ? otherwise : "tile " + path;
  }
}
