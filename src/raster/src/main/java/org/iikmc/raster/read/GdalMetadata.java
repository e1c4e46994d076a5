/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scaling;
import org.iikmc.raster.xml.SafeXml;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What GDAL writes beside the pixels: items, what it knows of each band, and where the image lies;
 * in the TIFF's GDAL_METADATA tag or in the .aux.xml file next to it, which prevails.
 */
final class GdalMetadata {
  private static final String[] OF_A_BAND = {
    "Description", "Scale", "Offset", "UnitType", "NoDataValue", "ColorInterp"
  };

  /** Without a factor or a percent sign, of which none could say whether it is applied. */
  private static final Pattern REFLECTANCE = Pattern.compile("(?i)[a-z _-]*reflectance");

  private final Map<String, String> items = new HashMap<>();
  private final Map<Integer, Map<String, String>> bands = new HashMap<>();
  private final Map<Integer, SortedMap<Integer, String>> categories = new HashMap<>();
  private Optional<Element> referenceSystem = Optional.empty();
  private Optional<Element> geoTransform = Optional.empty();

  /**
   * Reads both.
   *
   * @param tag the text of the tag, if it is there
   * @throws InputException if one is not well-formed XML: without the names in it a quality band
   *     would be one like others
   */
  static GdalMetadata of(Optional<String> tag, Path file) throws IOException {
    GdalMetadata metadata = new GdalMetadata();
    String text = tag.orElse("").strip();
    if (!text.isEmpty()) {
      metadata.addItems(
          parse(
              new InputSource(new StringReader(text)),
              Problem.of("The GDAL metadata in ", file),
              "write the file anew with gdal_translate."));
    }
    Path auxiliary = file.resolveSibling(file.getFileName() + ".aux.xml");
    if (isThere(auxiliary) && Files.size(auxiliary) > 0) {
      metadata.addAuxiliary(
          parse(
              source(Files.readAllBytes(auxiliary)),
              Problem.of(auxiliary),
              "mend or remove that file."));
    }
    return metadata;
  }

  /**
   * A file of this machine that may not be read says nothing; elsewhere that must not be guessed.
   */
  private static boolean isThere(Path file) {
    return FileBytes.isLocal(file) ? Files.isReadable(file) : FileState.exists(file);
  }

  /** In UTF-8 unless it is not or says so itself. */
  private static InputSource source(byte[] xml) {
    InputSource source = new InputSource(new ByteArrayInputStream(xml));
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(xml));
    } catch (CharacterCodingException e) {
      String text = new String(xml, StandardCharsets.ISO_8859_1);
      if (!text.startsWith("<?xml")) {
        return new InputSource(new StringReader(text));
      }
    }
    return source;
  }

  private static Document parse(InputSource xml, Problem what, String remedy) {
    try {
      return SafeXml.parse(xml);
    } catch (SAXException | IOException e) {
      throw new InputException(
          Problem.of(
              what,
              " can't be read as XML ("
                  + String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip()
                  + "), so that names, nodata and scales of the bands would be lost; "
                  + remedy),
          e);
    }
  }

  /** {@code <GDALMetadata><Item name="" sample="0" role="description">}. */
  private void addItems(Document document) {
    NodeList all = document.getElementsByTagName("Item");
    for (int i = 0; i < all.getLength(); i++) {
      Element item = (Element) all.item(i);
      String text = item.getTextContent().strip();
      String sample = item.getAttribute("sample");
      if (sample.matches("[0-9]{1,6}")) {
        put(Integer.parseInt(sample), item.getAttribute("role"), text);
      } else {
        items.put(item.getAttribute("name"), text);
      }
    }
  }

  /** {@code <PAMDataset><SRS/><GeoTransform/><PAMRasterBand band="1"><Description>}. */
  private void addAuxiliary(Document document) {
    referenceSystem = child(document.getDocumentElement(), "SRS");
    geoTransform = child(document.getDocumentElement(), "GeoTransform");
    child(document.getDocumentElement(), "Metadata").ifPresent(this::addEntries);
    NodeList all = document.getElementsByTagName("PAMRasterBand");
    for (int i = 0; i < all.getLength(); i++) {
      Element band = (Element) all.item(i);
      String number = band.getAttribute("band");
      if (number.matches("[0-9]{1,6}")) {
        categories.put(Integer.parseInt(number) - 1, GdalLegend.of(band));
        for (String name : OF_A_BAND) {
          child(band, name)
              .ifPresent(
                  value ->
                      put(
                          Integer.parseInt(number) - 1,
                          name.toLowerCase(Locale.ROOT),
                          value.getTextContent().strip()));
        }
      }
    }
  }

  /** {@code <Metadata><MDI key="">} of no domain. */
  private void addEntries(Element metadata) {
    NodeList entries = metadata.getElementsByTagName("MDI");
    for (int i = 0; i < entries.getLength() && !metadata.hasAttribute("domain"); i++) {
      Element entry = (Element) entries.item(i);
      items.put(entry.getAttribute("key"), entry.getTextContent().strip());
    }
  }

  private static Optional<Element> child(Element parent, String name) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && element.getTagName().equals(name)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  private void put(int band, String role, String text) {
    bands.computeIfAbsent(band, b -> new HashMap<>()).put(role, text);
  }

  /** The first item of these names. */
  Optional<String> item(String... names) {
    for (String name : names) {
      if (items.containsKey(name)) {
        return Optional.of(items.get(name));
      }
    }
    return Optional.empty();
  }

  /** Acquisition time, as written. */
  Optional<String> acquisition() {
    return item("ACQUISITIONDATETIME", "DATE_ACQUIRED", "ACQUISITION_DATE");
  }

  /** Names of so many bands, by number from 1 where there is none. */
  List<String> names(int count) {
    List<String> names = new ArrayList<>();
    for (int band = 0; band < count; band++) {
      names.add(
          of(band, "description")
              .filter(name -> !name.isEmpty() && !names.contains(name))
              .filter(name -> !name.matches("[0-9]+")) // numbers are positions
              .orElse(Integer.toString(band + 1)));
    }
    return names;
  }

  /**
   * What a band's values stand for.
   *
   * @param fractions whether the values are held with fractions: then a unit alone can tell that
   *     they are reflectances as they stand
   */
  Scaling scaling(int band, boolean fractions) {
    Scaling scaling = Scaling.ofFile(number(band, "scale", 1), number(band, "offset", 0));
    boolean reflectance =
        fractions && REFLECTANCE.matcher(of(band, "unittype").orElse("")).matches();
    return !scaling.isKnown() && reflectance
        ? new Scaling(Quantity.SCALED, 1, 0, "unit of the file")
        : scaling;
  }

  /** Names of the values of a band; empty if there are none. */
  SortedMap<Integer, String> categories(int band) {
    return categories.getOrDefault(band, Collections.emptySortedMap());
  }

  /**
   * Nodata of a band alone.
   *
   * @param file for messages
   * @throws InputException if it is no number
   */
  Optional<Double> nodata(int band, Path file) {
    return NodataText.number(file, of(band, "nodatavalue").orElse(""));
  }

  /** What colour a band is called, such as Red or Alpha. */
  Optional<String> colour(int band) {
    return of(band, "colorinterp");
  }

  /** WKT of the reference system beside the file. */
  Optional<String> referenceSystem() {
    return referenceSystem.map(element -> element.getTextContent().strip());
  }

  /** Six numbers beside the file, in GDAL's order. */
  Optional<String> geoTransform() {
    return geoTransform.map(element -> element.getTextContent().strip());
  }

  /** Both as they stand there, for another {@code .aux.xml}; empty if there are none. */
  String georeferencing() {
    StringBuilder xml = new StringBuilder();
    for (Optional<Element> each : List.of(referenceSystem, geoTransform)) {
      each.ifPresent(element -> xml.append(write(element)).append('\n'));
    }
    return xml.toString();
  }

  private static String write(Element element) {
    org.w3c.dom.ls.DOMImplementationLS implementation =
        (org.w3c.dom.ls.DOMImplementationLS)
            element.getOwnerDocument().getImplementation().getFeature("LS", "3.0");
    org.w3c.dom.ls.LSSerializer serializer = implementation.createLSSerializer();
    serializer.getDomConfig().setParameter("xml-declaration", false);
    return serializer.writeToString(element);
  }

  private Optional<String> of(int band, String role) {
    return Optional.ofNullable(bands.getOrDefault(band, Map.of()).get(role));
  }

  private double number(int band, String role, double otherwise) {
    try {
      return of(band, role).map(Double::parseDouble).orElse(otherwise);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
