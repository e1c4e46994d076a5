/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Scene;
import org.junit.jupiter.api.Test;

/** The figures of the comparison with per-scene clustering, on series small enough to count. */
class ComparisonFiguresTest {
  @Test
  void agreementCountsPairsOfValidPixels() {
    byte[] a = {1, 2, 3, 0, 5};
    byte[] b = {1, 2, 9, 4, 5};
    byte[] c = {2, 0, 9, 4, 5};
    // a-b: 4 pairs, 3 equal; a-c: 3 pairs, 1 equal; b-c: 4 pairs, 3 equal
    LabelAgreement agreement = LabelAgreement.of(List.of(a, b, c), 9);
    assertThat(agreement.compared()).isEqualTo(11);
    assertThat(agreement.equal()).isEqualTo(7);
    LabelAgreement alone = LabelAgreement.of(List.of(a), 9);
    assertThat(alone.share()).isNaN();
    assertThat(alone.kappa()).isNaN();
    assertThat(alone.adjustedRand()).isNaN();
  }

  @Test
  void driftIsTheDistanceOfASceneToAll() {
    LabelDrift drift = new LabelDrift();
    drift.add(new long[] {3, 1}, new double[][] {{0, 0}, {5, 5}});
    drift.add(new long[] {1, 0}, new double[][] {{4, 0}, {99, 99}});
    // Label 0 is (1, 0) over all: 3 pixels at distance 1, one at 3; label 1 has one scene only.
    assertThat(drift.rootMeanSquare()).isCloseTo(Math.sqrt((3 + 9 + 0) / 5.0), within(1e-12));
    assertThat(new LabelDrift().rootMeanSquare()).isNaN();
  }

  @Test
  void theLatticeFindsTheSameGroundOnShiftedGrids() throws FactoryException {
    Grid first = grid(4, 3, 500_000, 4_000_090, "EPSG:32618");
    Grid shifted = grid(4, 3, 500_030, 4_000_060, "EPSG:32618"); // one right, one down
    GroundLattice lattice = GroundLattice.over(List.of(scene(first), scene(shifted)));
    GroundLattice.Labels a = new GroundLattice.Labels(lattice.pixels(first));
    GroundLattice.Labels b = new GroundLattice.Labels(lattice.pixels(shifted));
    a.accept(0, 2, 4, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    a.accept(2, 1, 4, new byte[] {9, 10, 11, 12});
    b.accept(0, 3, 4, new byte[] {6, 7, 8, 0, 10, 11, 99, 0, 0, 0, 0, 0});
    LabelAgreement agreement = LabelAgreement.of(List.of(a.labels(), b.labels()), 99);
    // Common ground is 3 x 2 pixels, of which one differs.
    assertThat(agreement.compared()).isEqualTo(6);
    assertThat(agreement.equal()).isEqualTo(5);
  }

  @Test
  void theLatticeCrossesReferenceSystems() throws Exception {
    Grid utm = grid(40, 40, 499_400, 4_000_600, "EPSG:32618");
    Grid other = grid(40, 40, -53_000, 4_000_600 + 4000, "EPSG:32619");
    GroundLattice lattice = GroundLattice.over(List.of(scene(utm), scene(other)));
    GroundLattice.Labels a = new GroundLattice.Labels(lattice.pixels(utm));
    byte[] ones = new byte[1600];
    Arrays.fill(ones, (byte) 1);
    a.accept(0, 40, 40, ones);
    int seen = 0;
    for (byte label : a.labels()) {
      seen += label;
    }
    assertThat(seen).isBetween(1400, 1700);
  }

  private static Grid grid(int width, int height, double left, double top, String crs)
      throws FactoryException {
    return new Grid(
        width,
        height,
        new AffineTransform2D(30, 0, 0, -30, left, top),
        Optional.of(CRS.decode(crs, true)));
  }

  private static Scene scene(Grid grid) {
    return new Scene("s", Optional.empty(), grid, List.of(), List.of());
  }
}
