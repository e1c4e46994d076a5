/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.compare.References;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.AreaTable;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AreasJobTest {
  private static final int[][] LABELS = {{1, 1, 2, 2}, {1, 0, 2, 2}, {3, 3, 3, 0}};
  private static final double PIXEL = 900e-6 / 0.9996 / 0.9996;

  @TempDir Path folder;

  private static TestTiffs tiff(int[][] values) {
    return TestTiffs.of(values[0].length, values.length).values((b, x, y) -> values[y][x]);
  }

  private AreasJob.Areas areas(List<Path> maps, Optional<Path> reference, String... options)
      throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      texts.put(options[i], options[i + 1]);
    }
    Given given = new Given(Door.AREAS_COMMAND, texts);
    try (RasterReaders readers = new RasterReaders()) {
      SceneFinder finder = new SceneFinder(readers);
      MapFiles files = MapFiles.find(maps, finder);
      Optional<References> references = Optional.empty();
      if (reference.isPresent()) {
        references = Optional.of(References.ofPath(reference.get(), given, finder));
      }
      return new AreasJob(given, PixelLimit.NONE, Clock.systemUTC())
          .find(files.maps(), references, files.signatures(), Progress.NONE);
    }
  }

  @Test
  void classesOfTwoMaps() throws IOException {
    tiff(LABELS).write(folder.resolve("a_2018-04-05_classes.tif"));
    // A tenth of a degree from 60° north down: 62.075 km² by the closed form and by PROJ.
    tiff(new int[][] {{0, 1}})
        .epsg(4326)
        .at(20, 60.1, 0.1, 0.1)
        .write(folder.resolve("b_classes.tif"));
    AreasJob.Areas areas = areas(List.of(folder), Optional.empty());
    List<AreaTable.Row> rows = areas.table().rows();
    assertThat(rows).hasSize(6);
    assertThat(rows.get(1).area().orElseThrow()).isCloseTo(4 * PIXEL, within(1e-8));
    assertThat(rows.get(1).share()).isEqualTo(0.4);
    assertThat(rows.get(3).area().orElseThrow()).isCloseTo(62.074690160, within(1e-7));
    assertThat(areas.table().csv().lines())
        .containsExactly(
            "scene,date,class,name,pixels,km2,share",
            "a_2018-04-05,2018-04-05,1,Class 1,3,0.002702,0.30000000",
            "a_2018-04-05,2018-04-05,2,Class 2,4,0.003603,0.40000000",
            "a_2018-04-05,2018-04-05,3,Class 3,3,0.002702,0.30000000",
            "b,,1,Class 1,1,62.074690,1.00000000",
            "b,,2,Class 2,0,0.000000,0.00000000",
            "b,,3,Class 3,0,0.000000,0.00000000");
  }

  /** Of the second class, half of the places are c1: 0.3 + 0.4 / 2 of ten pixels, ± 0.2. */
  @Test
  void coversOfASample() throws IOException {
    Path map = tiff(LABELS).write(folder.resolve("a_classes.tif"));
    StringBuilder csv = new StringBuilder("x,y,class\n");
    for (int[] point :
        new int[][] {{0, 0, 1}, {1, 0, 1}, {2, 0, 2}, {3, 0, 1}, {0, 2, 2}, {1, 2, 2}}) {
      csv.append(500_015 + 30 * point[0]).append(',').append(4_499_985 - 30 * point[1]);
      csv.append(",c").append(point[2]).append('\n');
    }
    Path sample = Files.writeString(folder.resolve("p.csv"), csv.toString());
    AreasJob.Areas areas = areas(List.of(map), Optional.of(sample), "referenceCrs", "EPSG:32618");
    AreaTable.Row cover = areas.table().rows().get(3);
    assertThat(cover.name()).isEqualTo("c1");
    assertThat(cover.area().orElseThrow()).isCloseTo(5 * PIXEL, within(1e-8));
    assertThat(cover.areaError().orElseThrow()).isCloseTo(0.4 * 0.5 * 10 * PIXEL, within(1e-8));
    assertThat(areas.table().csv())
        .contains("share,km2_standard_error\r\n")
        .contains("a,,,c1,3,0.004504,0.50000000,0.001801\r\n")
        .contains("a,,1,Class 1,3,0.002702,0.30000000,\r\n");
    assertThat(areas.notes()).containsExactly("Covers are told by 'class' in p.csv.");
    Path raster = tiff(LABELS).write(folder.resolve("t.tif"));
    assertThatThrownBy(() -> areas(List.of(map), Optional.of(raster)))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("t.tif", "no sample", "points or polygons");
  }
}
