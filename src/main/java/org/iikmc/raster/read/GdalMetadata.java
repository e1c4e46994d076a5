/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataDecoder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What GDAL writes beside the pixels: items, and description, scale and offset of bands; in the
 * TIFF's GDAL_METADATA tag or in the .aux.xml file next to it, which prevails. XML that can't be
 * read is taken for absent, as GDAL does.
 */
final class GdalMetadata {
  private static final String TAG = "42112";

  private final Map<String, String> items = new HashMap<>();
  private final Map<Integer, Map<String, String>> bands = new HashMap<>();

  static GdalMetadata of(GeoTiffIIOMetadataDecoder decoder, Path file) throws IOException {
    GdalMetadata metadata = new GdalMetadata();
    String tag = decoder.getAsciiTIFFTag(TAG);
    if (tag != null) {
      parse(new InputSource(new StringReader(tag.trim()))).ifPresent(metadata::addItems);
    }
    Path auxiliary = file.resolveSibling(file.getFileName() + ".aux.xml");
    if (Files.isReadable(auxiliary)) {
      parse(new InputSource(new ByteArrayInputStream(Files.readAllBytes(auxiliary))))
          .ifPresent(metadata::addAuxiliary);
    }
    return metadata;
  }

  private static Optional<Document> parse(InputSource xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return Optional.of(builder.parse(xml));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      return Optional.empty();
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

  /** {@code <PAMDataset><PAMRasterBand band="1"><Description>}. */
  private void addAuxiliary(Document document) {
    NodeList all = document.getElementsByTagName("PAMRasterBand");
    for (int i = 0; i < all.getLength(); i++) {
      Element band = (Element) all.item(i);
      String number = band.getAttribute("band");
      if (number.matches("[0-9]{1,6}")) {
        for (String name : new String[] {"Description", "Scale", "Offset"}) {
          NodeList values = band.getElementsByTagName(name);
          if (values.getLength() > 0) {
            put(
                Integer.parseInt(number) - 1,
                name.toLowerCase(Locale.ROOT),
                values.item(0).getTextContent().strip());
          }
        }
      }
    }
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

  Optional<String> description(int band) {
    return Optional.ofNullable(bands.getOrDefault(band, Map.of()).get("description"))
        .filter(text -> !text.isEmpty());
  }

  double scale(int band) {
    return number(band, "scale", 1);
  }

  double offset(int band) {
    return number(band, "offset", 0);
  }

  private double number(int band, String role, double otherwise) {
    String text = bands.getOrDefault(band, Map.of()).get(role);
    try {
      return text == null ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
