/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.xml.SafeXml;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Where a JPEG 2000 lies by its GML box (OGC 05-047r3, GML in JPEG 2000; OGC 08-085r5): a rectified
 * grid, whose origin is the centre of the first pixel. Axes come in the order of the reference
 * system unless they are called easting and northing, as GDAL takes them.
 */
final class GmlPlace {
  private static final Pattern URN =
      Pattern.compile(
          "(?i)(?:urn:[^:]+:def:crs:epsg:[^:]*:|https?://www\\.opengis\\.net/def/crs/epsg/[^/]+/)"
              + "([0-9]{4,6})");
  private static final Pattern PLAIN = Pattern.compile("(?i)epsg:([0-9]{4,6})");

  private final Path file;

  private GmlPlace(Path file) {
    this.file = file;
  }

  /**
   * What a box says.
   *
   * @param crsKnown whether another source tells the reference system
   * @return a place of nothing if there is no rectified grid in it
   * @throws InputException if it can't be read, or names a reference system that is not known here
   *     and that no other source tells
   */
  static OwnPlace of(Path file, byte[] xml, boolean crsKnown) {
    return new GmlPlace(file).place(xml, crsKnown);
  }

  private OwnPlace place(byte[] xml, boolean crsKnown) {
    Element root = parse(xml);
    Optional<Element> grid = first(root, "RectifiedGrid");
    Optional<Element> point = grid.flatMap(each -> first(each, "Point"));
    Optional<Element> position =
        point.flatMap(each -> first(each, "pos").or(() -> first(each, "coordinates")));
    List<Element> vectors = grid.map(each -> all(each, "offsetVector")).orElse(List.of());
    if (position.isEmpty() || vectors.size() < 2) {
      return OwnPlace.none();
    }
    double[] origin = numbers(position.get());
    double[] across = numbers(vectors.get(0));
    double[] down = numbers(vectors.get(1));
    String name =
        attribute(point.get(), "srsName")
            .or(() -> first(root, "Envelope").flatMap(each -> attribute(each, "srsName")))
            .or(() -> attribute(grid.get(), "srsName"))
            .orElse("");
    Optional<CoordinateReferenceSystem> crs = crs(name);
    if (crs.isEmpty() && !name.isEmpty() && !crsKnown) {
      throw new InputException(
          file,
          " names the reference system '"
              + name
              + "', which is not known here; convert it with gdal_translate to .tif.");
    }
    boolean north = isNorthFirst(name) && !isEastFirst(grid.get());
    if (north
        && new String(xml, StandardCharsets.UTF_8)
            .contains("GDAL_JP2K_ALT_OFFSETVECTOR_ORDER=TRUE")) {
      double[] other = across;
      across = down;
      down = other;
    }
    int x = north ? 1 : 0;
    int y = 1 - x;
    AffineTransform toWorld =
        new AffineTransform(across[x], across[y], down[x], down[y], origin[x], origin[y]);
    if (north && across[x] == 0 && down[y] == 0) {
      throw new InputException(
          file,
          " has a GML box whose axes contradict the order of its reference system; tell where it"
              + " lies in an .aux.xml, or convert it with gdal_translate -a_ullr.");
    }
    toWorld.translate(-0.5, -0.5);
    return OwnPlace.of(Optional.of(toWorld), () -> crs);
  }

  private Element parse(byte[] xml) {
    int length = xml.length;
    while (length > 0 && xml[length - 1] == 0) {
      length--;
    }
    try {
      return SafeXml.parse(new InputSource(new ByteArrayInputStream(xml, 0, length)))
          .getDocumentElement();
    } catch (SAXException | IOException e) {
      throw new InputException(
          Problem.of(
              file,
              " has a GML box that is no XML, so that its place would be lost; copy or download the"
                  + " file again."),
          e);
    }
  }

  private double[] numbers(Element element) {
    String[] texts = element.getTextContent().strip().split("[\\s,]+");
    try {
      if (texts.length >= 2) {
        return Arrays.stream(texts).mapToDouble(Double::parseDouble).toArray();
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new InputException(
        file,
        " has a GML box whose numbers can't be read; copy or download the file again, or tell where"
            + " it lies in an .aux.xml.");
  }

  private static Optional<CoordinateReferenceSystem> crs(String name) {
    Optional<String> code = code(URN, name).or(() -> code(PLAIN, name));
    if (code.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CRS.decode("EPSG:" + code.get(), true));
    } catch (FactoryException e) {
      return Optional.empty();
    }
  }

  private static boolean isNorthFirst(String name) {
    try {
      Optional<String> code = code(URN, name);
      return code.isPresent()
          && CRS.getAxisOrder(CRS.decode("EPSG:" + code.get(), false)) == CRS.AxisOrder.NORTH_EAST;
    } catch (FactoryException e) {
      return false;
    }
  }

  private static Optional<String> code(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Some files of Pleiades name their axes against the order of the reference system. */
  private static boolean isEastFirst(Element grid) {
    List<Element> axes = all(grid, "axisName");
    return axes.size() >= 2
        && axes.get(0).getTextContent().strip().matches("(?i)(east|long).*")
        && axes.get(1).getTextContent().strip().matches("(?i)(north|lat).*");
  }

  private static Optional<String> attribute(Element element, String name) {
    return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
  }

  private static Optional<Element> first(Element root, String name) {
    return all(root, name).stream().findFirst();
  }

  /** Elements of a name without its prefix, in the order of the document. */
  private static List<Element> all(Element root, String name) {
    List<Element> found = new ArrayList<>();
    for (Element each : SafeXml.within(root, "*")) {
      if (each.getTagName().substring(each.getTagName().indexOf(':') + 1).equals(name)) {
        found.add(each);
      }
    }
    return found;
  }
}
