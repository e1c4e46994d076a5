/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.testing.TestTiffs.Values;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Masks and areas in other grids and systems than the scene, which is of 4 x 4 pixels of 30 m. */
class MaskRasterTest {
  private static final Grid SCENE = MemoryScene.utm(4, 4);

  private static BitSet cells(int... set) {
    BitSet cells = new BitSet();
    for (int cell : set) {
      cells.set(cell);
    }
    return cells;
  }

  private static BitSet clip(Grid maskGrid, int dataType, Values values, Double... nodata)
      throws IOException {
    MaskRaster mask =
        new MaskRaster(
            MemoryScene.bands(
                    MemoryScene.Source.of(dataType, 1, values), SampleType.FLOAT32, nodata)
                .get(0),
            maskGrid);
    BitSet cells = new BitSet();
    cells.set(0, 16);
    mask.clip(SCENE, SCENE.bounds(), cells);
    return cells;
  }

  @Test
  void aCoarserMask() throws IOException {
    Grid coarse = MemoryScene.grid(2, 2, 32618, 500_000, 4_500_000, 60);
    assertThat(clip(coarse, DataBuffer.TYPE_BYTE, (b, x, y) -> x == 1 && y == 0 ? 7 : 0))
        .isEqualTo(cells(2, 3, 6, 7));
  }

  @Test
  void aMaskThatCoversAPart() throws IOException {
    Grid part = MemoryScene.grid(2, 1, 32618, 500_030, 4_499_970, 30);
    assertThat(clip(part, DataBuffer.TYPE_BYTE, (b, x, y) -> 1)).isEqualTo(cells(5, 6));
  }

  @Test
  void aMaskElsewhere() throws IOException {
    Grid elsewhere = MemoryScene.grid(2, 2, 32618, 900_000, 4_500_000, 60);
    assertThat(clip(elsewhere, DataBuffer.TYPE_BYTE, (b, x, y) -> 1)).isEqualTo(cells());
  }

  @Test
  void zeroNodataAndNaNAreOut() throws IOException {
    assertThat(
            clip(
                SCENE,
                DataBuffer.TYPE_FLOAT,
                (b, x, y) -> y > 0 ? 0 : new double[] {Double.NaN, 255, -1, 0.5}[x],
                255.0))
        .isEqualTo(cells(2, 3));
  }

  /** It is written in more digits than a float32 keeps. */
  @Test
  void nodataThatIsNoFloatIsOut() throws IOException {
    assertThat(clip(SCENE, DataBuffer.TYPE_FLOAT, (b, x, y) -> y > 0 ? -9999.9 : 1, -9999.9))
        .isEqualTo(cells(0, 1, 2, 3));
  }

  /** A pixel of this grid of degrees is about 17 m wide and 22 m high, finer than the scene's. */
  @Test
  void aMaskInAnotherSystem() throws Exception {
    double pixel = 0.0002;
    Grid degrees = MemoryScene.grid(50, 50, 4326, -75.002, 40.653, pixel);
    // In where the coordinate is east of the centre of column 1: x = 500060 is 60 m from -75°.
    double border = -75 + 60 / (6_378_137 * Math.cos(Math.toRadians(40.65)) / 180 * Math.PI);
    BitSet cells =
        clip(
            degrees,
            DataBuffer.TYPE_BYTE,
            (b, x, y) -> -75.002 + (x + 0.5) * pixel > border ? 1 : 0);
    assertThat(cells).isEqualTo(cells(2, 3, 6, 7, 10, 11, 14, 15));
  }

  @Test
  void bitsThatAreClearStayClear() throws IOException {
    MaskRaster mask =
        new MaskRaster(
            MemoryScene.bands(
                    MemoryScene.Source.of(DataBuffer.TYPE_BYTE, 1, (b, x, y) -> 1),
                    SampleType.UINT8)
                .get(0),
            SCENE);
    BitSet cells = cells(3);
    mask.clip(SCENE, new Rectangle(1, 1, 2, 2), cells);
    assertThat(cells).isEqualTo(cells(3));
  }

  private static Geometry square(double left, double bottom, double right, double top) {
    return new GeometryFactory().toGeometry(new Envelope(left, right, bottom, top));
  }

  @Test
  void anAreaInDegreesOverAGridInMetres() throws Exception {
    // The pixels in columns 1, 2 and rows 1, 2, with five metres to spare, brought to degrees.
    Geometry degrees =
        JTS.transform(
            square(500_035, 4_499_915, 500_085, 4_499_965),
            CRS.findMathTransform(MemoryScene.crs(32618), MemoryScene.crs(4326), true));
    BitSet cells = new BitSet();
    cells.set(0, 16);
    new AreaOfInterest(degrees, Optional.of(MemoryScene.crs(4326)))
        .on(SCENE)
        .clip(SCENE.bounds(), cells);
    assertThat(cells).isEqualTo(cells(5, 6, 9, 10));
  }

  @Test
  void touchingIsLessThanHoldingACenter() {
    AreaOfInterest.OnGrid area =
        new AreaOfInterest(square(500_100, 4_499_885, 500_130, 4_499_890), Optional.empty())
            .on(SCENE);
    assertThat(area.touches(new Rectangle(0, 0, 2, 2))).isFalse();
    assertThat(area.touches(new Rectangle(3, 3, 1, 1))).isTrue();
  }

  @Test
  void anAreaFarAwayTouchesNothing() {
    AreaOfInterest area =
        new AreaOfInterest(square(-66, 39, -65, 40), Optional.of(MemoryScene.crs(4326)));
    assertThat(area.on(SCENE).touches(SCENE.bounds())).isFalse();
    BitSet cells = new BitSet();
    cells.set(0, 16);
    area.on(SCENE).clip(SCENE.bounds(), cells);
    assertThat(cells).isEqualTo(cells());
  }

  @Test
  void anAreaWithASystemOverASceneWithoutOne() {
    AreaOfInterest area =
        new AreaOfInterest(square(0, 0, 1, 1), Optional.of(MemoryScene.crs(4326)));
    Grid nowhere = new Grid(4, 4, SCENE.toWorld(), Optional.empty());
    assertThatThrownBy(() -> area.on(nowhere))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("without a reference system");
  }
}
