/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.iikmc.raster.xml.SafeXml;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A file that describes a product, beside its bands.
 *
 * @param path where it lies; messages name it without its folders, as hosts may not show these
 */
record MetadataFile(Path path) {
  /** Those of the products known here have less than a tenth of that. */
  private static final int MOST_BYTES = 4 << 20;

  /**
   * The files of a folder whose names are accepted, in the order of their names.
   *
   * @throws MetadataException if the folder can't be listed
   */
  static List<MetadataFile> in(Path folder, Predicate<String> name) throws MetadataException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> name.test(path.getFileName().toString()))
          .filter(Files::isRegularFile)
          .sorted()
          .map(MetadataFile::new)
          .toList();
    } catch (NotDirectoryException e) {
      return List.of(); // as of a web server, which does not tell what it has
    } catch (IOException e) {
      throw new MetadataException(
          "the folder " + folder.getFileName() + " can't be searched for metadata");
    }
  }

  String name() {
    return path.getFileName().toString();
  }

  /** Its text; bytes that are no UTF-8 become replacement characters. */
  String text() throws MetadataException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /**
   * Its root element.
   *
   * @throws MetadataException if it can't be read or is not well-formed
   */
  Element xml() throws MetadataException {
    try {
      return SafeXml.parse(new InputSource(new ByteArrayInputStream(bytes()))).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw broken("XML", e);
    }
  }

  /**
   * Its root.
   *
   * @throws MetadataException if it can't be read or is not well-formed
   */
  JsonNode json() throws MetadataException {
    try {
      return JsonMapper.builder().build().readTree(bytes());
    } catch (IOException e) {
      throw broken("JSON", e);
    }
  }

  private MetadataException broken(String format, Exception e) {
    String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    return new MetadataException(name() + " can't be read as " + format + " (" + why + ")");
  }

  private byte[] bytes() throws MetadataException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new MetadataException(name() + " may not or can't be read");
    }
    if (bytes.length > MOST_BYTES) {
      throw new MetadataException(
          name() + " has more than " + (MOST_BYTES >> 20) + " MiB, which no such metadata has");
    }
    return bytes;
  }
}
