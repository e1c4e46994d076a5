/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Optional;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Scene;
import org.junit.jupiter.api.Test;

class GroundLatticeTest {
  private static final AffineTransform NOWHERE = new AffineTransform();
  private static final AffineTransform SOMEWHERE =
      new AffineTransform(30, 0, 0, -30, 500_000, 4_500_000);

  private static Scene scene(AffineTransform toWorld) {
    Grid grid = new Grid(20, 10, new AffineTransform2D(toWorld), Optional.empty());
    return new Scene("s", Optional.empty(), grid, List.of(), List.of());
  }

  private static int pointsOn(GroundLattice lattice, Scene scene) {
    return lattice.pixels(scene.grid()).within(new Rectangle(20, 10)).length;
  }

  @Test
  void scenesOfOnePlaceHaveItsPointsInCommon() {
    Scene scene = scene(SOMEWHERE);
    GroundLattice lattice = GroundLattice.over(List.of(scene, scene(SOMEWHERE)));
    assertThat(lattice.points()).isEqualTo(200);
    assertThat(pointsOn(lattice, scene)).isEqualTo(200);
  }

  @Test
  void framesWithoutAPlaceHaveNoGroundInCommon() {
    Scene frame = scene(NOWHERE);
    assertThat(pointsOn(GroundLattice.over(List.of(frame, scene(NOWHERE))), frame)).isZero();
    Scene placed = scene(SOMEWHERE);
    GroundLattice mixed = GroundLattice.over(List.of(frame, placed));
    assertThat(mixed.points()).isEqualTo(200);
    assertThat(pointsOn(mixed, frame)).isZero();
    assertThat(pointsOn(mixed, placed)).isEqualTo(200);
  }
}
