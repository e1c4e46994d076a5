/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.style.Palette;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapClassesTest {
  @TempDir Path folder;

  private Path map(String name, TestTiffs tiff, String... names) throws IOException {
    Path file = tiff.write(folder.resolve(name + "_classes.tif"));
    if (names.length > 0) {
      Files.writeString(
          folder.resolve(name + "_classes.tif.aux.xml"),
          "<PAMDataset><PAMRasterBand band=\"1\"><CategoryNames><Category/><Category>"
              + String.join("</Category><Category>", names)
              + "</Category></CategoryNames></PAMRasterBand></PAMDataset>");
    }
    return file;
  }

  private static MapClasses classes(int highest, Optional<SignatureSet> signatures, Path... files)
      throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      List<ClassifiedMap> maps = new ArrayList<>();
      for (SceneSource source : MapFiles.find(List.of(files), new SceneFinder(readers)).maps()) {
        maps.add(ClassifiedMap.open(source));
      }
      return MapClasses.of(maps, signatures, highest);
    }
  }

  private static SignatureSet signatures(String... names) {
    List<SignatureSet.ClassSignature> classes = new ArrayList<>();
    for (String name : names) {
      Color color = new Color(0, 0, 100 + classes.size());
      classes.add(new SignatureSet.ClassSignature(name, color, 1, new double[1], new double[1]));
    }
    return new SignatureSet(List.of("1"), classes);
  }

  @Test
  void ofTheMapsThemselves() throws IOException {
    Path plain = map("a", TestTiffs.of(2, 2));
    Path told = map("b", TestTiffs.of(2, 2).palette(), "water", "forest");
    MapClasses classes = classes(3, Optional.empty(), plain, told);
    assertThat(classes.style().names()).containsExactly("water", "forest", "Class 3");
    assertThat(classes.style().colors())
        .containsExactly(new Color(1, 1, 1), new Color(2, 2, 2), new Color(3, 3, 3));
    assertThat(classes.signatures()).isEmpty();
  }

  @Test
  void ofNothingButLabels() throws IOException {
    MapClasses classes = classes(2, Optional.empty(), map("a", TestTiffs.of(2, 2)));
    assertThat(classes.style().names()).containsExactly("Class 1", "Class 2");
    assertThat(classes.style().colors())
        .isEqualTo(Palette.CATEGORICAL.colors(new double[2][1], Optional.empty()));
  }

  @Test
  void namesAndColoursOfSignaturesPrevail() throws IOException {
    Path one = map("a", TestTiffs.of(2, 2).palette(), "dark", "bright");
    Path two = map("b", TestTiffs.of(2, 2).palette(), "water", "bright");
    MapClasses classes = classes(2, Optional.of(signatures("sea", "land")), one, two);
    assertThat(classes.style().names()).containsExactly("sea", "land");
    assertThat(classes.style().colors())
        .containsExactly(new Color(0, 0, 100), new Color(0, 0, 101));
    assertThat(classes.signatures()).isPresent();
    assertThat(classes(3, Optional.of(signatures("sea", "land")), one).style().names())
        .containsExactly("sea", "land", "Class 3");
  }

  @Test
  void otherClassesAreRefused() throws IOException {
    Path one = map("a", TestTiffs.of(2, 2), "dark", "bright");
    Path named = map("b", TestTiffs.of(2, 2), "water", "bright");
    Path more = map("c", TestTiffs.of(2, 2), "dark", "bright", "third");
    assertThatThrownBy(() -> classes(2, Optional.empty(), one, named))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The maps 'a' and 'b' have different names of class 1 ('dark' and 'water'), so that"
                + " their labels mean different things; give maps of one series of classes at a"
                + " time.");
    assertThatThrownBy(() -> classes(3, Optional.empty(), one, more))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("have 2 and 3 classes");
  }
}
