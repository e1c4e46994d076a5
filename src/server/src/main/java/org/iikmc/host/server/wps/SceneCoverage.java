/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.media.jai.ROI;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.Category;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.geotools.util.NumberRange;
import org.iikmc.raster.Band;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Scene;

/**
 * A scene as a coverage that is read when it is looked at, with its mask as region of interest. A
 * quality band on the same grid is its last band, so that the processes can use it.
 */
final class SceneCoverage {
  private SceneCoverage() {}

  /**
   * @param window of the scene's grid
   */
  static GridCoverage2D of(Scene scene, Rectangle window) {
    AffineTransform toWorld = new AffineTransform(scene.grid().toWorld());
    toWorld.translate(window.x, window.y);
    GridGeometry2D geometry =
        new GridGeometry2D(
            new GridEnvelope2D(0, 0, window.width, window.height),
            PixelInCell.CELL_CORNER,
            new AffineTransform2D(toWorld),
            scene.grid().crs().orElse(DefaultEngineeringCRS.CARTESIAN_2D),
            null);
    List<SceneImage.Plane> planes = new ArrayList<>();
    List<GridSampleDimension> dimensions = new ArrayList<>();
    for (Band band : scene.bands()) {
      planes.add(new SceneImage.Plane(band.pixels(), band.index()));
      dimensions.add(dimension(band));
    }
    scene
        .quality()
        .filter(q -> q.width() == scene.grid().width() && q.height() == scene.grid().height())
        .ifPresent(
            quality -> {
              planes.add(new SceneImage.Plane(quality.pixels(), quality.index()));
              dimensions.add(new GridSampleDimension(name(quality.flags())));
            });
    SceneImage image = new SceneImage(scene, planes, window);
    return new GridCoverageFactory()
        .create(
            scene.name(),
            image,
            geometry,
            dimensions.toArray(GridSampleDimension[]::new),
            null,
            properties(planes, window));
  }

  /** The region in which there are pixels, if that is not everywhere. */
  private static Map<String, Object> properties(List<SceneImage.Plane> planes, Rectangle window) {
    List<PixelSource> partial =
        planes.stream()
            .map(SceneImage.Plane::pixels)
            .distinct()
            .filter(pixels -> !pixels.isWhole())
            .toList();
    Map<String, Object> properties = new HashMap<>();
    if (!partial.isEmpty()) {
      CoverageUtilities.setROIProperty(properties, new ROI(new PresenceImage(partial, window), 1));
    }
    return properties;
  }

  private static String name(QualityFlags flags) {
    return switch (flags) {
      case COLLECTION_1_BQA -> "BQA";
      case COLLECTION_1_PIXEL_QA -> "pixel_qa";
      case COLLECTION_2_QA_PIXEL -> "QA_PIXEL";
      case SENTINEL_2_SCL -> "SCL";
    };
  }

  private static GridSampleDimension dimension(Band band) {
    List<Category> categories = new ArrayList<>();
    for (double nodata : band.nodata().values()) {
      categories.add(
          new Category(
              Category.NODATA.getName(),
              new Color[] {new Color(0, true)},
              NumberRange.create(nodata, nodata)));
    }
    return new GridSampleDimension(
        band.name(), categories.isEmpty() ? null : categories.toArray(Category[]::new), null);
  }
}
