/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Grid;
import org.iikmc.raster.style.ClassStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A map that gets other colours is the map that would have been written with them. */
class ColorTablesTest {
  @TempDir Path folder;

  private static ClassStyle style(int classes, int blue) {
    return new ClassStyle(
        IntStream.rangeClosed(1, classes).mapToObj(c -> "class " + c).toList(),
        IntStream.rangeClosed(1, classes).mapToObj(c -> new Color(c, 255 - c, blue)).toList());
  }

  private Path write(String name, ClassStyle style, int width, int height, boolean big)
      throws IOException {
    Grid grid =
        new Grid(width, height, new AffineTransform2D(new AffineTransform()), Optional.empty());
    TiffWriter writer = ClassifiedTiff.writer(grid, style, 1);
    Path file = folder.resolve(name);
    (big ? writer.bigAbove(500) : writer)
        .write(
            file,
            (top, count, rows) -> {
              for (int i = 0; i < count * width; i++) {
                rows[i] = (byte) ((top * width + i) % (style.colors().size() + 1));
              }
            });
    return file;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, false", "255, 700, 1300, false", "8, 700, 1300, true"})
  void theFileIsThatOfTheNewColours(int classes, int width, int height, boolean big)
      throws IOException {
    Path file = write("a.tif", style(classes, 7), width, height, big);
    Path wanted = write("b.tif", style(classes, 200), width, height, big);
    assertThat(Files.size(file)).isEqualTo(Files.size(wanted));
    assertThat(Files.mismatch(file, wanted)).isPositive();
    ColorTables.replace(file, style(classes, 200));
    assertThat(Files.mismatch(file, wanted)).isEqualTo(-1);
  }

  @Test
  void whatIsNoMapIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.tif"), "no TIFF at all");
    ClassStyle style = style(2, 1);
    assertThatThrownBy(() -> ColorTables.replace(text, style))
        .hasMessageContaining("colour tables");
    Path half = Files.write(folder.resolve("half.tif"), List.of("II*"));
    assertThatThrownBy(() -> ColorTables.replace(half, style)).hasMessageContaining("cut off");
    Path image = folder.resolve("image.tif");
    Grid grid = new Grid(4, 4, new AffineTransform2D(new AffineTransform()), Optional.empty());
    TiffWriter.plain(PixelKind.shorts(List.of("B1")), grid, 1)
        .write(image, (top, count, rows) -> {});
    byte[] before = Files.readAllBytes(image);
    assertThatThrownBy(() -> ColorTables.replace(image, style))
        .hasMessageContaining("colour tables");
    assertThat(Files.readAllBytes(image)).isEqualTo(before);
  }
}
