/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
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
  private static final String ESRI = "GeodataXform";

  private static final String[] OF_A_BAND = {
    "Description", "Scale", "Offset", "UnitType", "NoDataValue", "ColorInterp"
  };

  private final Path file;
  private final Map<String, String> items = new HashMap<>();
  private final Map<Integer, Map<String, String>> bands = new HashMap<>();
  private final Map<Integer, SortedMap<Integer, String>> categories = new HashMap<>();
  private Optional<Element> referenceSystem = Optional.empty();
  private Optional<Element> geoTransform = Optional.empty();
  private boolean controlPoints;

  private GdalMetadata(Path file) {
    this.file = file;
  }

  /**
   * Reads both.
   *
   * @param tag the text of the tag, if it is there
   * @throws InputException if one is not well-formed XML: without the names in it a quality band
   *     would be one like others
   */
  static GdalMetadata of(Optional<String> tag, Path file) throws IOException {
    GdalMetadata metadata = new GdalMetadata(file);
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

  /**
   * {@code <PAMDataset><SRS/><GeoTransform/><PAMRasterBand band="1"><Description>}; or a {@code
   * <GeodataXform>} of Esri's, alone or within metadata of its own.
   */
  private void addAuxiliary(Document document) {
    Element root = document.getDocumentElement();
    Optional<Element> esri =
        isCalled(root, ESRI)
            ? Optional.of(root)
            : children(root, "Metadata").stream()
                .flatMap(metadata -> children(metadata, ESRI).stream())
                .findFirst();
    referenceSystem = child(root, "SRS").or(() -> esri.flatMap(GdalMetadata::systemOfEsri));
    geoTransform = child(root, "GeoTransform");
    controlPoints =
        child(root, "GCPList").filter(list -> !children(list, "GCP").isEmpty()).isPresent()
            || esri.flatMap(each -> child(each, "SourceGCPs")).isPresent();
    children(root, "Metadata").forEach(this::addEntries);
    for (Element band : children(root, "PAMRasterBand")) {
      String number = band.getAttribute("band").strip();
      if (number.matches("[0-9]{1,6}")) {
        addBand(Integer.parseInt(number) - 1, band);
      }
    }
  }

  private void addBand(int number, Element band) {
    SortedMap<Integer, String> names = GdalLegend.of(band);
    if (!names.isEmpty()) {
      categories.put(number, names);
    }
    for (String name : OF_A_BAND) {
      child(band, name)
          .ifPresent(
              value -> put(number, name.toLowerCase(Locale.ROOT), value.getTextContent().strip()));
    }
    // The number without rounding, as GDAL writes it beside one that is rounded.
    child(band, "NoDataValue")
        .map(value -> value.getAttribute("le_hex_equiv"))
        .filter(hex -> hex.matches("[0-9A-Fa-f]{16}"))
        .ifPresent(hex -> put(number, "nodatavalue", exactly(hex)));
  }

  private static String exactly(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return Double.toString(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble());
  }

  /** {@code <SpatialReference><WKT>} as an {@code <SRS>} of GDAL's. */
  private static Optional<Element> systemOfEsri(Element transform) {
    return child(transform, "SpatialReference")
        .flatMap(system -> child(system, "WKT"))
        .map(
            wkt -> {
              Element system = transform.getOwnerDocument().createElement("SRS");
              system.setTextContent(wkt.getTextContent().strip());
              return system;
            });
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
    return children(parent, name).stream().findFirst();
  }

  /** Of a name in capitals or not, as GDAL finds them. */
  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && isCalled(element, name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static boolean isCalled(Element element, String name) {
    return element.getTagName().equalsIgnoreCase(name);
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
    return Scaling.ofFile(
        number(band, "scale", 1),
        number(band, "offset", 0),
        of(band, "unittype").orElse(""),
        fractions);
  }

  /** Names of the values of a band; empty if there are none. */
  SortedMap<Integer, String> categories(int band) {
    return categories.getOrDefault(band, Collections.emptySortedMap());
  }

  /**
   * Nodata of a band alone.
   *
   * @throws InputException if it is no number
   */
  Optional<Double> nodata(int band) {
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

  /** Whether the image lies where points on the ground say that stand beside the file. */
  boolean hasControlPoints() {
    return controlPoints && geoTransform.isEmpty();
  }

  /** Both as they stand there, for another {@code .aux.xml}; empty if there are none. */
  String georeferencing() {
    StringBuilder xml = new StringBuilder();
    referenceSystem.ifPresent(element -> xml.append(write(element, "SRS")));
    geoTransform.ifPresent(element -> xml.append(write(element, "GeoTransform")));
    return xml.toString();
  }

  /** As GDAL writes its name, whatever the file has. */
  private static String write(Element element, String name) {
    org.w3c.dom.ls.DOMImplementationLS implementation =
        (org.w3c.dom.ls.DOMImplementationLS)
            element.getOwnerDocument().getImplementation().getFeature("LS", "3.0");
    org.w3c.dom.ls.LSSerializer serializer = implementation.createLSSerializer();
    serializer.getDomConfig().setParameter("xml-declaration", false);
    Node named = element.getOwnerDocument().renameNode(element.cloneNode(true), null, name);
    return serializer.writeToString(named) + '\n';
  }

  private Optional<String> of(int band, String role) {
    return Optional.ofNullable(bands.getOrDefault(band, Map.of()).get(role));
  }

  private double number(int band, String role, double otherwise) {
    Optional<String> text = of(band, role).filter(number -> !number.isEmpty());
    try {
      return text.map(Double::parseDouble).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new InputException(
          Problem.of(
              "The " + role + " of band " + (band + 1) + " of ",
              file,
              " is '" + text.orElseThrow() + "', which is no number; mend or remove it."),
          e);
    }
  }
}
