/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.util.Optional;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;

class GridTest {
  @Test
  void aGridCoincidesWithItselfAndWithRoundingNoise() {
    Grid grid = MemoryScene.utm(100, 100);
    assertThat(grid.coincides(MemoryScene.utm(100, 100))).isTrue();
    assertThat(grid.coincides(MemoryScene.grid(100, 100, 32618, 500_000.2, 4_500_000, 30)))
        .isTrue();
  }

  @Test
  void whatMakesGridsDiffer() {
    Grid grid = MemoryScene.utm(100, 100);
    assertThat(grid.coincides(MemoryScene.utm(100, 99))).as("rows").isFalse();
    assertThat(grid.coincides(MemoryScene.utm(99, 100))).as("columns").isFalse();
    assertThat(grid.coincides(MemoryScene.grid(100, 100, 32618, 500_001, 4_500_000, 30)))
        .as("shift")
        .isFalse();
    assertThat(grid.coincides(MemoryScene.grid(100, 100, 32618, 500_000, 4_500_000, 30.01)))
        .as("drift over the columns")
        .isFalse();
    assertThat(grid.coincides(MemoryScene.grid(100, 100, 32617, 500_000, 4_500_000, 30)))
        .as("zone")
        .isFalse();
    assertThat(grid.coincides(new Grid(100, 100, grid.toWorld(), Optional.empty())))
        .as("none")
        .isFalse();
  }

  @Test
  void aGeoreferencingThatIsNoneIsRefused() {
    Grid grid = new Grid(5, 5, new AffineTransform2D(0, 0, 0, 0, 7, 7), Optional.empty());
    assertThatThrownBy(grid::toPixels).isInstanceOf(InputException.class);
  }

  @Test
  void centersOfAWindow() {
    assertThat(GridPoints.centers(MemoryScene.utm(9, 9), new Rectangle(1, 2, 2, 1)))
        .containsExactly(500_045, 4_499_925, 500_075, 4_499_925);
  }

  @Test
  void pixelsUnderPointsOfAnotherSystem() {
    // On the central meridian of zone 18, x is 500000 for every latitude.
    double[] points = {-75, 40.6, -75, 40.6};
    Grid grid = MemoryScene.utm(10, 10);
    GridPoints.toPixels(points, Optional.of(MemoryScene.crs(4326)), grid);
    assertThat(points[0]).isIn(-1.0, 0.0);
    assertThat(points[1]).isEqualTo(points[3]);
  }

  /** One point without a place in the other system must not move its neighbours. */
  @Test
  void aPointThatCanNotBeProjectedIsLostAlone() {
    Grid grid = MemoryScene.grid(100, 100, 3395, -1_000_000, 9_000_000, 20_000);
    Optional<org.geotools.api.referencing.crs.CoordinateReferenceSystem> crs =
        Optional.of(MemoryScene.crs(4326));
    double[] good = {1, 60, 2, 61};
    GridPoints.toPixels(good, crs, grid);
    double[] points = {1, 60, 5, 90, 2, 61};
    GridPoints.toPixels(points, crs, grid);
    assertThat(points[0]).isEqualTo(good[0]);
    assertThat(points[1]).isEqualTo(good[1]);
    assertThat(points[2] >= 0 && points[2] < 100 && points[3] >= 0 && points[3] < 100).isFalse();
    assertThat(points[4]).isEqualTo(good[2]);
    assertThat(points[5]).isEqualTo(good[3]);
  }
}
