/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.metadata.IIOMetadata;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataDecoder;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffMetadata2CRSAdapter;
import org.geotools.util.factory.Hints;
import org.iikmc.raster.Georeferencing;

/**
 * What a file itself says of where it lies.
 *
 * @param source the tags of a GeoTIFF that say so; all empty if there are none
 * @param toWorld from pixel corners to coordinates, east first; empty if it does not say
 * @param crs its reference system
 */
record OwnPlace(Georeferencing source, Optional<AffineTransform> toWorld, CrsReader crs) {
  /** Makes a reference system of what the file says. */
  interface CrsReader {
    /**
     * @return empty if it names none
     * @throws Exception if it is one that is not known here; GeoTools declares no less
     */
    Optional<CoordinateReferenceSystem> read() throws Exception;
  }

  /** Reads the tags of an image in the way of ImageIO, which only GeoTools' decoder wants. */
  interface ImageMetadata {
    IIOMetadata read() throws IOException;
  }

  /** Of a file that says nothing. */
  static OwnPlace none() {
    return of(Optional.empty(), Optional::empty);
  }

  /** Of a file that says it in other words than a GeoTIFF. */
  static OwnPlace of(Optional<AffineTransform> toWorld, CrsReader crs) {
    return new OwnPlace(
        new Georeferencing(List.of(), List.of(), "", List.of(), List.of(), List.of(), ""),
        toWorld,
        crs);
  }

  /** What the tags of an image say. */
  static OwnPlace ofTags(TiffDirectory directory, ImageMetadata tags) {
    Georeferencing source =
        new Georeferencing(
            Arrays.stream(directory.numbers(TiffTag.GEO_KEY_DIRECTORY))
                .mapToObj(key -> (int) key)
                .toList(),
            directory.doubles(TiffTag.GEO_DOUBLES),
            directory.text(TiffTag.GEO_TEXTS).orElse(""),
            directory.doubles(TiffTag.MODEL_PIXEL_SCALE),
            directory.doubles(TiffTag.MODEL_TIE_POINT),
            directory.doubles(TiffTag.MODEL_TRANSFORMATION),
            "");
    return new OwnPlace(
        source,
        toWorld(source),
        () -> source.namesCrs() ? Optional.ofNullable(crs(tags.read())) : Optional.empty());
  }

  private static CoordinateReferenceSystem crs(IIOMetadata tags) throws Exception {
    Hints eastFirst = new Hints(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true);
    return new GeoTiffMetadata2CRSAdapter(eastFirst)
        .createCoordinateSystem(new GeoTiffIIOMetadataDecoder(tags));
  }

  private static Optional<AffineTransform> toWorld(Georeferencing source) {
    AffineTransform toWorld;
    List<Double> scale = source.pixelScale();
    List<Double> tie = source.tiePoints();
    List<Double> m = source.transformation();
    if (scale.size() >= 2 && scale.get(0) != 0 && scale.get(1) != 0 && tie.size() >= 6) {
      double x = scale.get(0);
      double y = -Math.abs(scale.get(1));
      toWorld =
          new AffineTransform(x, 0, 0, y, tie.get(3) - tie.get(0) * x, tie.get(4) - tie.get(1) * y);
    } else if (m.size() == 16) {
      toWorld = new AffineTransform(m.get(0), m.get(4), m.get(1), m.get(5), m.get(3), m.get(7));
    } else {
      return Optional.empty();
    }
    if (source.isOfPoints()) {
      toWorld.translate(-0.5, -0.5);
    }
    return Optional.of(toWorld);
  }
}
