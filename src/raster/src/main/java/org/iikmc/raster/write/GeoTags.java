/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.geotools.coverage.grid.io.imageio.geotiff.CRS2GeoTiffMetadataAdapter;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataEncoder;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Georeferencing;
import org.iikmc.raster.Grid;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The tags by which a GeoTIFF says where it lies. Those of the scene's own file are said again word
 * for word, so that a reference system need not be known here; else GeoTools makes them.
 */
final class GeoTags {
  private static final int MODEL_PIXEL_SCALE = 33550;
  private static final int MODEL_TIE_POINT = 33922;
  private static final int MODEL_TRANSFORMATION = 34264;
  private static final int GEO_KEY_DIRECTORY = 34735;
  private static final int GEO_DOUBLES = 34736;
  private static final int GEO_TEXTS = 34737;

  private static final int RASTER_TYPE_KEY = 1025;
  private static final int PIXEL_IS_AREA = 1;

  private GeoTags() {}

  /** The tags of a grid; none if its pixels have no place on the ground. */
  static List<TiffField> of(Grid grid) throws IOException {
    if (!grid.isGeoreferenced()) {
      return List.of();
    }
    if (grid.source().map(GeoTags::hasTags).orElse(false)) {
      return fields(grid.source().get());
    }
    return fields(made(grid));
  }

  /** Whether a file says where it lies in tags of its own. */
  private static boolean hasTags(Georeferencing source) {
    return !source.keys().isEmpty()
        || !source.pixelScale().isEmpty()
        || !source.transformation().isEmpty();
  }

  private static List<TiffField> fields(Georeferencing source) {
    List<TiffField> fields = new ArrayList<>();
    addDoubles(fields, MODEL_PIXEL_SCALE, source.pixelScale());
    addDoubles(fields, MODEL_TIE_POINT, source.tiePoints());
    addDoubles(fields, MODEL_TRANSFORMATION, source.transformation());
    if (!source.keys().isEmpty()) {
      int[] keys = source.keys().stream().mapToInt(Integer::intValue).toArray();
      fields.add(TiffField.shorts(GEO_KEY_DIRECTORY, keys));
    }
    addDoubles(fields, GEO_DOUBLES, source.doubles());
    if (!source.texts().isEmpty()) {
      fields.add(TiffField.text(GEO_TEXTS, source.texts()));
    }
    return fields;
  }

  private static void addDoubles(List<TiffField> fields, int tag, List<Double> values) {
    if (!values.isEmpty()) {
      fields.add(TiffField.doubles(tag, values));
    }
  }

  /** What GeoTools says of a grid; its own writer would swap the axes of one that is turned far. */
  private static Georeferencing made(Grid grid) throws IOException {
    GeoTiffIIOMetadataEncoder encoder = new GeoTiffIIOMetadataEncoder();
    if (grid.crs().isPresent()) {
      encoder = new CRS2GeoTiffMetadataAdapter(grid.crs().get()).parseCoordinateReferenceSystem();
      encoder.addGeoShortParam(RASTER_TYPE_KEY, PIXEL_IS_AREA);
    }
    AffineTransform2D toWorld = grid.toWorld();
    if (toWorld.getShearX() == 0
        && toWorld.getShearY() == 0
        && toWorld.getScaleX() > 0
        && toWorld.getScaleY() < 0) {
      encoder.setModelPixelScale(toWorld.getScaleX(), -toWorld.getScaleY());
      encoder.setModelTiePoint(0, 0, toWorld.getTranslateX(), toWorld.getTranslateY());
    } else {
      encoder.setModelTransformation(toWorld);
    }
    Element root = encoder.createRootTree();
    return new Georeferencing(
        values(root, GEO_KEY_DIRECTORY, Integer::valueOf),
        values(root, GEO_DOUBLES, Double::valueOf),
        String.join("", values(root, GEO_TEXTS, Function.identity())),
        values(root, MODEL_PIXEL_SCALE, Double::valueOf),
        values(root, MODEL_TIE_POINT, Double::valueOf),
        values(root, MODEL_TRANSFORMATION, Double::valueOf),
        "");
  }

  /** Values of a tag in the tree that ImageIO would write. */
  private static <T> List<T> values(Element root, int tag, Function<String, T> parse) {
    List<T> values = new ArrayList<>();
    for (Node field = root.getFirstChild().getFirstChild();
        field != null;
        field = field.getNextSibling()) {
      if (field instanceof Element element
          && element.getAttribute("number").equals(Integer.toString(tag))) {
        Node each = element.getFirstChild().getFirstChild();
        for (; each != null; each = each.getNextSibling()) {
          values.add(parse.apply(((Element) each).getAttribute("value")));
        }
      }
    }
    return values;
  }
}
