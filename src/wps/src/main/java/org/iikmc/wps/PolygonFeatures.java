/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.BaseSimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.iikmc.job.polygon.MapPolygons;
import org.iikmc.kmeans.Progress;
import org.iikmc.raster.polygon.GeoJsonWriter;
import org.iikmc.raster.polygon.PolygonPlaces;
import org.iikmc.raster.polygon.RegionPolygon;
import org.locationtech.jts.geom.Polygon;

/**
 * The polygons of a map as features, in its reference system. Nothing is held: whoever goes through
 * them reads the map, from the top down. Safe for use by several threads.
 */
public final class PolygonFeatures extends BaseSimpleFeatureCollection {
  private static final String NAME = "polygons";

  private final MapPolygons polygons;
  private final LongConsumer stop;

  /**
   * @param progress asked whether to go on, for as long as someone goes through the features
   */
  PolygonFeatures(MapPolygons polygons, Progress progress) {
    super(type(polygons));
    this.polygons = polygons;
    stop = cells -> progress.checkCanceled();
  }

  private static SimpleFeatureType type(MapPolygons polygons) {
    SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
    type.setName(NAME);
    type.add("geom", Polygon.class, polygons.layer().grid().crs().orElse(null));
    type.add("class", Integer.class);
    type.add("name", String.class);
    type.add("pixels", Long.class);
    type.add("area_km2", Double.class);
    type.add("color", String.class);
    type.add("date", String.class);
    return type.buildFeatureType();
  }

  /** The box around the map; that around its polygons can be smaller. */
  @Override
  public ReferencedEnvelope getBounds() {
    return polygons.layer().grid().extent();
  }

  @Override
  public SimpleFeatureIterator features() {
    return new Features(polygons.read(stop));
  }

  /**
   * Writes them as GeoJSON, in longitude and latitude.
   *
   * @param out is closed
   * @throws org.iikmc.kmeans.problem.InputException if the map has no place there
   */
  public void writeGeoJson(OutputStream out) throws IOException {
    try (GeoJsonWriter writer = new GeoJsonWriter(out, polygons.layer())) {
      polygons.forEach(stop, writer);
      writer.finish();
    }
  }

  /** One way through them. */
  private final class Features implements SimpleFeatureIterator {
    private final MapPolygons.Strips strips;
    private final PolygonPlaces places = PolygonPlaces.of(polygons.layer().grid());
    private final SimpleFeatureBuilder builder = new SimpleFeatureBuilder(getSchema());
    private long count;

    Features(MapPolygons.Strips strips) {
      this.strips = strips;
    }

    @Override
    public boolean hasNext() {
      try {
        return strips.hasNext();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public SimpleFeature next() {
      try {
        RegionPolygon polygon = strips.next();
        double area = polygon.squareKilometres();
        builder.add(places.polygon(polygon));
        builder.add(polygon.label());
        builder.add(polygons.layer().nameOf(polygon));
        builder.add(polygon.pixels());
        builder.add(Double.isNaN(area) ? null : area);
        builder.add(polygons.layer().colorOf(polygon));
        builder.add(polygons.layer().date().map(Object::toString).orElse(null));
        return builder.buildFeature(NAME + "." + ++count);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
