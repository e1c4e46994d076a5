/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellAreasTest {
  private static final double MAJOR = 6_378_137; // of WGS 84
  private static final double SQUARED_ECCENTRICITY = 0.00669437999014;

  private static double cell(Grid grid, int row, int column) {
    double[] areas = new double[1];
    CellAreas.of(grid).orElseThrow().read(row, column, 1, areas);
    return areas[0];
  }

  private static double sum(Grid grid) {
    CellAreas cells = CellAreas.of(grid).orElseThrow();
    double[] areas = new double[grid.width()];
    double sum = 0;
    for (int row = 0; row < grid.height(); row++) {
      cells.read(row, 0, grid.width(), areas);
      for (double area : areas) {
        sum += area;
      }
    }
    return sum;
  }

  /** The closed form: a² (1 - e²) Δλ / 2 [s / (1 - e² s²) + ln((1 + e s) / (1 - e s)) / 2 e]. */
  private static double zone(double degrees, double south, double north) {
    return Math.toRadians(degrees) * (half(north) - half(south)) / 1e6;
  }

  private static double half(double latitude) {
    double e = Math.sqrt(SQUARED_ECCENTRICITY);
    double s = Math.sin(Math.toRadians(latitude));
    return MAJOR
        * MAJOR
        * (1 - SQUARED_ECCENTRICITY)
        / 2
        * (s / (1 - e * e * s * s) + Math.log((1 + e * s) / (1 - e * s)) / (2 * e));
  }

  /** As GDAL and PROJ have it, by EPSG:6933: 62.074690160 km². */
  @Test
  void degreesHaveTheClosedForm() {
    Grid grid = MemoryScene.grid(10, 10, 4326, 20, 60.1, 0.1);
    assertThat(cell(grid, 0, 3))
        .isCloseTo(zone(0.1, 60, 60.1), within(1e-9))
        .isCloseTo(62.074690160, within(1e-7));
    assertThat(cell(grid, 9, 0)).isCloseTo(zone(0.1, 59.1, 59.2), within(1e-9));
    Grid small = MemoryScene.grid(3, 3, 4326, -75, -33, 1e-5);
    assertThat(cell(small, 0, 0) / zone(1e-5, -33.00001, -33)).isCloseTo(1, within(1e-7));
  }

  /** Half a cell hangs over each pole. */
  @Test
  void theWholeEarth() {
    Grid grid =
        new Grid(
            72,
            37,
            new AffineTransform2D(5, 0, 0, -5, -180, 92.5),
            Optional.of(MemoryScene.crs(4326)));
    assertThat(sum(grid)).isCloseTo(510_065_621.7, within(1.0));
  }

  /** x = a λ and y = a ln tan(π/4 + φ/2): rows of a closed form, at all sizes of pixels. */
  @ParameterizedTest
  @CsvSource({
    "30, 8400000, 1e-6",
    "1000, 8400000, 1e-6",
    "25000, 8400000, 1e-5",
    "30, 0, 1e-6",
    "1000, -15000000, 1e-6"
  })
  void webMercator(double pixel, double top, double tolerance) {
    Grid grid = MemoryScene.grid(700, 800, 3857, -9_000_000, top, pixel);
    for (int row : new int[] {0, 1, 17, 333, 400, 799}) {
      double north = latitude(top - row * pixel);
      double south = latitude(top - (row + 1) * pixel);
      double expected = zone(Math.toDegrees(pixel / MAJOR), south, north);
      for (int column : new int[] {0, 100, 699}) {
        assertThat(cell(grid, row, column) / expected).isCloseTo(1, within(tolerance));
      }
    }
  }

  private static double latitude(double y) {
    return Math.toDegrees(2 * Math.atan(Math.exp(y / MAJOR)) - Math.PI / 2);
  }

  /** Areas of squares by PROJ 9, along densified borders in EPSG:6933. */
  @ParameterizedTest
  @CsvSource({
    "32618, 500000, 4500000, 100, 10, 1.000800472040266", // 1 / 0.9996²
    "32618, 800000, 4500000, 100, 10, 0.9985781900448033",
    "32618, 700000, 4500000, 30, 2000, 3598.16536311617",
    "32618, 700000, 4500000, 20000, 3, 3598.16536311617",
    "3035, 4321000, 3211000, 100, 10, 0.9999999995291933",
    "3413, 1000000, 1001000, 100, 10, 1.036022981025982",
    "2263, 1000000, 201000, 100, 10, 0.09290386006859815", // US survey feet
  })
  void projections(int epsg, double left, double top, double pixel, int size, double expected) {
    Grid grid = MemoryScene.grid(size, size, epsg, left, top, pixel);
    assertThat(sum(grid) / expected).isCloseTo(1, within(1e-6));
  }

  /** Of the whole square around the pole: 2π R² (1 - sin of its authalic latitude) for a disc. */
  @Test
  void aroundAPole() {
    Grid grid = MemoryScene.grid(40, 40, 3413, -20_000, 20_000, 1000);
    Grid beside = MemoryScene.grid(40, 40, 3413, 20_000, 20_000, 1000);
    assertThat(sum(grid) / sum(beside)).isCloseTo(1, within(1e-4));
  }

  @Test
  void aTurnedGrid() {
    AffineTransform2D turned = new AffineTransform2D(30, 40, 40, -30, 500_000, 4_500_000);
    Grid grid = new Grid(5, 5, turned, Optional.of(MemoryScene.crs(32618)));
    assertThat(cell(grid, 2, 2)).isCloseTo(0.0025 / 0.9996 / 0.9996, within(1e-9));
    AffineTransform2D degrees = new AffineTransform2D(0.03, 0.04, 0.04, -0.03, 20, 60);
    Grid geographic = new Grid(1, 1, degrees, Optional.of(MemoryScene.crs(4326)));
    assertThat(cell(geographic, 0, 0) / zone(0.05, 59.98, 60.03)).isCloseTo(1, within(1e-3));
  }

  @Test
  void theOrderOfQuestionsDoesNotMatter() {
    Grid grid = MemoryScene.grid(900, 900, 32618, 700_000, 4_500_000, 30);
    CellAreas cells = CellAreas.of(grid).orElseThrow();
    double[] all = new double[900];
    double[] some = new double[900];
    for (int row : new int[] {800, 0, 899, 400, 399, 33}) {
      cells.read(row, 0, 900, all);
      CellAreas.of(grid).orElseThrow().read(row, 333, 400, some);
      for (int i = 0; i < 400; i++) {
        assertThat(some[i]).isEqualTo(all[333 + i]);
      }
    }
  }

  @Test
  void withoutAReferenceSystemThereAreNone() {
    AffineTransform2D place = new AffineTransform2D(30, 0, 0, -30, 0, 0);
    assertThat(CellAreas.of(new Grid(5, 5, place, Optional.empty()))).isEmpty();
  }
}
