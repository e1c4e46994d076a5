/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.style.QgisPolygonStyle;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/**
 * Writes polygons as a GeoPackage 1.3 (OGC 12-128r17) of one layer, with a spatial index, and a
 * style that QGIS takes as it opens the layer. Coordinates are those of the map.
 *
 * <p>It needs SQLite's driver for Java ({@code org.xerial:sqlite-jdbc}) at run time, which hosts
 * bring that write such files.
 */
public final class GeoPackageWriter implements PolygonWriter {
  private static final int APPLICATION = 0x47504B47; // GPKG
  private static final int VERSION = 10300;
  private static final byte LITTLE_ENDIAN_WITH_BOX = 0b11;
  private static final int HEADER =
      40; // 2 of magic, version, flags, 4 of the system, 32 of the box

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final PolygonLayer layer;
  private final PolygonPlaces places;
  private final SpatialReference system;
  private final Names names;
  private final String now;
  private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);
  private final Envelope extent = new Envelope();
  private final Connection connection;
  private final PreparedStatement features;
  private final PreparedStatement index;
  private long written;
  private int highest;

  /**
   * Begins a file.
   *
   * @param file that does not exist, on the default file system
   * @param now when it is written, for the file to say
   * @throws InputException if there is no driver of SQLite
   */
  public GeoPackageWriter(Path file, PolygonLayer layer, Instant now) throws IOException {
    this.layer = layer;
    this.now = TIME.format(now);
    places = PolygonPlaces.of(layer.grid());
    system = SpatialReference.of(layer.grid().crs());
    names = new Names(layer.name());
    connection = connect(file);
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA application_id = " + APPLICATION);
        statement.execute("PRAGMA user_version = " + VERSION);
        // A file that is not whole is thrown away, so that nothing has to be undone.
        statement.execute("PRAGMA journal_mode = OFF");
        statement.execute("PRAGMA synchronous = OFF");
      }
      connection.setAutoCommit(false);
      run("geopackage.sql");
      features =
          connection.prepareStatement(
              "INSERT INTO "
                  + names.table()
                  + " (fid, geom, class, name, pixels, area_km2, color, date)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
      index = connection.prepareStatement("INSERT INTO " + names.index() + " VALUES (?,?,?,?,?)");
    } catch (SQLException e) {
      close();
      throw failure(e);
    }
  }

  private static Connection connect(Path file) throws IOException {
    try {
      return DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
    } catch (SQLException e) {
      if (DriverManager.drivers()
          .noneMatch(driver -> driver.getClass().getName().contains("sqlite"))) {
        throw new InputException(
            "GeoPackages can't be written here: SQLite's driver, sqlite-jdbc, is missing; put its jar"
                + " beside the program's others, or write GeoJSON.",
            e);
      }
      throw failure(e);
    }
  }

  private static IOException failure(SQLException e) {
    // As systems say it, so that a full disk is known for one.
    boolean full = String.valueOf(e.getMessage()).toUpperCase(Locale.ROOT).contains("SQLITE_FULL");
    return new IOException(full ? "No space left on device" : e.getMessage(), e);
  }

  /** Runs the statements of a resource, each of which begins at the start of a line. */
  private void run(String resource) throws IOException, SQLException {
    String text;
    try (InputStream in = GeoPackageWriter.class.getResourceAsStream(resource)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (Statement statement = connection.createStatement()) {
      for (String sql : text.split("(?m);\\R(?=CREATE|--|\\z)")) {
        statement.execute(names.in(sql));
      }
    }
  }

  @Override
  public void accept(RegionPolygon polygon) throws IOException {
    Polygon place = places.polygon(polygon);
    Envelope box = place.getEnvelopeInternal();
    extent.expandToInclude(box);
    written++;
    highest = Math.max(highest, polygon.label());
    try {
      features.setLong(1, written);
      features.setBytes(2, blob(place, box));
      features.setInt(3, polygon.label());
      features.setString(4, layer.nameOf(polygon));
      features.setLong(5, polygon.pixels());
      if (Double.isNaN(polygon.squareKilometres())) {
        features.setNull(6, Types.REAL);
      } else {
        features.setDouble(6, polygon.squareKilometres());
      }
      features.setString(7, layer.colorOf(polygon));
      features.setString(8, layer.date().map(Object::toString).orElse(null));
      features.executeUpdate();
      index.setLong(1, written);
      index.setDouble(2, box.getMinX());
      index.setDouble(3, box.getMaxX());
      index.setDouble(4, box.getMinY());
      index.setDouble(5, box.getMaxY());
      index.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** A polygon as the format has it: a header with its box, then well-known binary. */
  private byte[] blob(Polygon place, Envelope box) {
    byte[] binary = wkb.write(place);
    return ByteBuffer.allocate(HEADER + binary.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'G')
        .put((byte) 'P')
        .put((byte) 0)
        .put(LITTLE_ENDIAN_WITH_BOX)
        .putInt(system.id())
        .putDouble(box.getMinX())
        .putDouble(box.getMaxX())
        .putDouble(box.getMinY())
        .putDouble(box.getMaxY())
        .put(binary)
        .array();
  }

  @Override
  public void finish() throws IOException {
    try {
      insertSystems();
      insertContents();
      insertStyle();
      run("geopackage-index.sql");
      connection.commit();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void insertSystems() throws SQLException, IOException {
    insertSystem(SpatialReference.CARTESIAN);
    insertSystem(SpatialReference.GEOGRAPHIC);
    insertSystem(SpatialReference.wgs84());
    insertSystem(system); // perhaps one of those
  }

  private void insertSystem(SpatialReference each) throws SQLException {
    insert(
        "INSERT OR IGNORE INTO gpkg_spatial_ref_sys"
            + " (srs_name, srs_id, organization, organization_coordsys_id, definition)",
        each.name(),
        each.id(),
        each.organization(),
        each.code(),
        each.definition());
  }

  private void insertContents() throws SQLException {
    boolean empty = extent.isNull();
    insert(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change,"
            + " min_x, min_y, max_x, max_y, srs_id)",
        names.plain(),
        "features",
        layer.name(),
        "Classes of " + layer.name(),
        now,
        empty ? null : extent.getMinX(),
        empty ? null : extent.getMinY(),
        empty ? null : extent.getMaxX(),
        empty ? null : extent.getMaxY(),
        system.id());
    insert(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)",
        "layer_styles",
        "attributes",
        "layer_styles",
        now);
    insert(
        "INSERT INTO gpkg_geometry_columns"
            + " (table_name, column_name, geometry_type_name, srs_id, z, m)",
        names.plain(),
        "geom",
        "POLYGON",
        system.id(),
        0,
        0);
    insert(
        "INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope)",
        names.plain(),
        "geom",
        "gpkg_rtree_index",
        "http://www.geopackage.org/spec120/#extension_rtree",
        "write-only");
  }

  private void insertStyle() throws SQLException {
    insert(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
            + " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
            + " update_time)",
        "",
        "",
        names.plain(),
        "geom",
        "classes",
        QgisPolygonStyle.write("class", layer.legend(highest)),
        "",
        true,
        "Classes in the colours of the map",
        "",
        now);
  }

  private void insert(String into, Object... values) throws SQLException {
    String places = "?" + ", ?".repeat(values.length - 1);
    try (PreparedStatement statement =
        connection.prepareStatement(into + " VALUES (" + places + ")")) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Names in the file of what belongs to the layer. */
  private record Names(String layer) {
    /** The table, as other tables name it; these have beginnings that mean something to SQLite. */
    String plain() {
      return layer.matches("(?i)(?:gpkg|rtree|sqlite|layer_styles).*") ? "map_" + layer : layer;
    }

    String table() {
      return quoted(plain());
    }

    String index() {
      return quoted("rtree_" + plain() + "_geom");
    }

    /** SQL with the names in place of words after a dollar sign. */
    String in(String sql) {
      String named = sql.replace("$table", table()).replace("$index", index());
      for (String event :
          new String[] {"insert", "update1", "update2", "update3", "update4", "delete"}) {
        named = named.replace("$" + event, quoted("rtree_" + plain() + "_geom_" + event));
      }
      return named;
    }

    private static String quoted(String name) {
      return '"' + name.replace("\"", "\"\"") + '"';
    }
  }
}
