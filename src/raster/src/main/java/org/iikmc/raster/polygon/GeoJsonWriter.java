/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.iikmc.raster.CellAreas;
import org.iikmc.raster.Grid;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes polygons as a collection of features in GeoJSON (RFC 7946): longitude and latitude of WGS
 * 84, with so many digits that a hundredth of a pixel can be told, and at least seven.
 */
public final class GeoJsonWriter implements PolygonWriter {
  private static final int LEAST_DIGITS = 7;
  private static final int MOST_DIGITS = 12; // of degrees: a ten-thousandth of a millimetre
  private static final double METRES_OF_DEGREE = 111_320;

  private final PolygonLayer layer;
  private final PolygonPlaces places;
  private final double scale;
  private final JsonGenerator json;

  /**
   * Begins a document.
   *
   * @param out gets it; closed with this writer
   * @throws org.iikmc.kmeans.problem.InputException if the map has no reference system
   */
  public GeoJsonWriter(OutputStream out, PolygonLayer layer) throws IOException {
    this.layer = layer;
    places = PolygonPlaces.geographic(layer.name(), layer.grid(), DefaultGeographicCRS.WGS84);
    scale = Math.pow(10, digits(layer.grid()));
    json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writeStringField("name", layer.name());
    json.writeArrayFieldStart("features");
  }

  private static int digits(Grid grid) {
    double[] squareKilometres = new double[1];
    CellAreas.of(grid).orElseThrow().read(grid.height() / 2, grid.width() / 2, 1, squareKilometres);
    double degrees = Math.sqrt(squareKilometres[0] * 1e6) / METRES_OF_DEGREE;
    int needed = (int) Math.ceil(2 - Math.log10(degrees));
    return Math.max(LEAST_DIGITS, Math.min(MOST_DIGITS, needed));
  }

  @Override
  public void accept(RegionPolygon polygon) throws IOException {
    Polygon place = places.polygon(polygon);
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeObjectFieldStart("properties");
    json.writeNumberField("class", polygon.label());
    json.writeStringField("name", layer.nameOf(polygon));
    json.writeNumberField("pixels", polygon.pixels());
    json.writeNumberField("area_km2", polygon.squareKilometres());
    json.writeStringField("color", layer.colorOf(polygon));
    if (layer.date().isPresent()) {
      json.writeStringField("date", layer.date().get().toString());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", "Polygon");
    json.writeArrayFieldStart("coordinates");
    write(place.getExteriorRing());
    for (int hole = 0; hole < place.getNumInteriorRing(); hole++) {
      write(place.getInteriorRingN(hole));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void write(LinearRing ring) throws IOException {
    CoordinateSequence places = ring.getCoordinateSequence();
    json.writeStartArray();
    for (int i = 0; i < places.size(); i++) {
      json.writeStartArray();
      json.writeNumber(Math.rint(places.getX(i) * scale) / scale);
      json.writeNumber(Math.rint(places.getY(i) * scale) / scale);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  @Override
  public void finish() throws IOException {
    json.writeRaw('\n');
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    json.close();
  }
}
