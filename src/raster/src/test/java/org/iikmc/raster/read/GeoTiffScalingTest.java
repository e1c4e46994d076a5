/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.Quantity;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GeoTIFFs of no product say of their values. */
class GeoTiffScalingTest {
  @TempDir Path folder;

  private PhysicalValues of(Type type, String... itemsOfBands) throws IOException {
    StringBuilder items = new StringBuilder();
    for (int b = 0; b < itemsOfBands.length; b++) {
      items.append(itemsOfBands[b].replace("sample=\"0\"", "sample=\"" + b + "\""));
    }
    Path file =
        TestTiffs.of(2, 1)
            .type(type)
            .bands(itemsOfBands.length, (b, x, y) -> 1)
            .metadata(items.toString())
            .write(folder.resolve("a.tif"));
    try (RasterReaders readers = new RasterReaders()) {
      FileScene source = new FileScene(file, readers, CommonGrid.NATIVE);
      return source.open(source.bandNames()).physicalValues();
    }
  }

  private static String scaled(double scale, double offset) {
    return item("offset", offset) + item("scale", scale);
  }

  private static String item(String role, Object value) {
    return "<Item name=\"X\" sample=\"0\" role=\"" + role + "\">" + value + "</Item>";
  }

  /** The same reflectances before and after 1000 was added to what is stored. */
  @Test
  void twoScales() throws IOException {
    String before = scaled(0.0001, 0);
    String after = scaled(0.0001, -0.1);
    assertThat(of(Type.UINT16, before, before, before)).isEqualTo(known(0.0001, 0));
    assertThat(of(Type.UINT16, after, after, after)).isEqualTo(known(0.0001, -0.1));
  }

  private static PhysicalValues known(double scale, double offset) {
    return new PhysicalValues.Known(
        Quantity.SCALED,
        List.of(scale, scale, scale),
        List.of(offset, offset, offset),
        "scale and offset of the file");
  }

  @Test
  void scale1AndOffset0SayNothing() throws IOException {
    assertThat(of(Type.UINT16, scaled(1, 0)))
        .isEqualTo(new PhysicalValues.Unknown("a, band 1: its file gives no scale and offset"));
  }

  @Test
  void theBandThatLacksItIsNamed() throws IOException {
    assertThat(of(Type.UINT16, scaled(0.1, 0), scaled(1, 0)))
        .isEqualTo(new PhysicalValues.Unknown("a, band 2: its file gives no scale and offset"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, the scale 0.0 and the offset 1.0", "NaN, 0, the scale NaN and the offset 0.0"})
  void aScaleThatCantBeUsed(double scale, double offset, String told) throws IOException {
    assertThat(of(Type.UINT16, scaled(scale, offset)))
        .isEqualTo(new PhysicalValues.Unknown("a, band 1: its file gives " + told));
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, Surface Reflectance, true",
    "FLOAT64, reflectance, true",
    "UINT16, reflectance, false",
    "FLOAT32, reflectance * 10000, false",
    "FLOAT32, percent, false"
  })
  void aUnitCanTellThatTheValuesAreReflectances(Type type, String unit, boolean told)
      throws IOException {
    PhysicalValues values = of(type, item("unittype", unit));
    if (told) {
      assertThat(values)
          .isEqualTo(
              new PhysicalValues.Known(
                  Quantity.SCALED, List.of(1.0), List.of(0.0), "unit of the file"));
    } else {
      assertThat(values).isInstanceOf(PhysicalValues.Unknown.class);
    }
  }
}
