/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where GDAL is not to be had. */
class GdalSearchTest {
  @TempDir Path folder;

  private static GdalFormat with(String variable) {
    return new GdalFormat(GdalSearch.in(Map.of(GdalSearch.VARIABLE, variable)));
  }

  @Test
  void switchedOff() {
    assertThat(with("off").obstacle()).contains("it is switched off by IIKMC_GDAL=off; unset that");
    assertThat(with("OFF").description()).isEmpty();
  }

  @Test
  void aLibraryThatIsNotThereOrAnother() throws IOException {
    Path none = folder.resolve("libgdal.so");
    assertThat(with(none.toString()).obstacle().orElseThrow())
        .startsWith("IIKMC_GDAL=" + none + " can't be loaded (")
        .endsWith("); name GDAL's library, such as libgdal.so")
        .doesNotContain("\n");
    Files.writeString(none, "no library");
    assertThat(with(none.toString()).obstacle().orElseThrow()).contains("can't be loaded");
  }

  @Test
  void oneLineSaysWhatIsMissingAndWhatToInstall() throws IOException {
    Path scene = Files.writeString(folder.resolve("a.img"), "EHFA_HEADER_TAG");
    try (RasterReaders readers = new RasterReaders(List.of(with("off")))) {
      SceneFinder finder = new SceneFinder(readers);
      assertThatThrownBy(() -> finder.find(scene))
          .isInstanceOf(InputException.class)
          .hasMessage(
              scene
                  + " is no TIFF, and GDAL, which may read it, can't be used here: it is switched"
                  + " off by IIKMC_GDAL=off; unset that.");
      assertThatThrownBy(() -> finder.find(folder)) // which holds nothing else
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(scene + " is no TIFF, and GDAL, which may read it, can't be");
      assertThatThrownBy(() -> finder.find("/vsicurl/https://a.b/c.tif"))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "'/vsicurl/https://a.b/c.tif' is no path, and GDAL, which may read it, can't be used"
                  + " here: it is switched off by IIKMC_GDAL=off; unset that.");
      Path text = Files.writeString(folder.resolve("a.txt"), "text");
      assertThatThrownBy(() -> finder.find(text)).hasMessageContaining("is not a TIFF");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.img, a.txt, true",
    "a.NC, a.txt, true",
    "a.dat, a.hdr, true",
    "a.dat, a.dat.hdr, true",
    "a.dat, b.hdr, true",
    "a.txt, a.hdr, false",
    "a.png, a.pgw, false"
  })
  void aSceneOfAFolderIsNotMissingInSilence(String file, String beside, boolean refused)
      throws IOException {
    Path scene = Files.writeString(folder.resolve(file), "pixels");
    Files.writeString(folder.resolve(beside), "ENVI");
    try (RasterReaders readers = new RasterReaders(List.of(with("off")))) {
      assertThatThrownBy(() -> new SceneFinder(readers).find(folder))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              refused
                  ? scene + " is no TIFF, and GDAL, which may read it, can't be used here"
                  : folder + " holds no scene");
    }
  }

  @Test
  void theSystemsOwnGdalIsFound() throws IOException {
    GdalFormat gdal = Gdal.format();
    assertThat(gdal.description().orElseThrow()).matches("[0-9]+\\.[0-9]+.* at .*gdal.*");
    assertThat(gdal.reads(folder)).isFalse();
    assertThat(gdal.reads(folder.resolve("none.img"))).isFalse();
  }
}
