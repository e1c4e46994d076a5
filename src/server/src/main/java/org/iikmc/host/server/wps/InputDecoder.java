/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.geotools.coverage.grid.GridCoverage2D;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.Parameters;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.wps.LegendDocument;
import org.iikmc.wps.ReferenceDocument;
import org.iikmc.wps.SignatureDocument;
import org.locationtech.jts.geom.Geometry;

/**
 * Makes values of inputs. A reference may point to this server's own coverages and processes, under
 * the names that GeoServer's users give them, and to nothing else: a server that fetches what
 * clients name can be made to look behind its own firewall.
 */
final class InputDecoder {
  private static final String WCS = "http://geoserver/wcs";
  private static final String WPS = "http://geoserver/wps";

  private final SceneCatalog catalog;
  private final SceneFinder finder;
  private final Chain chain;

  /** Runs a request within a run. */
  interface Chain {
    Object run(ExecuteRequest request, RunContext context);
  }

  /**
   * @param catalog of the coverages
   * @param finder of scenes in GeoTIFFs that come with requests
   */
  InputDecoder(SceneCatalog catalog, SceneFinder finder, Chain chain) {
    this.catalog = catalog;
    this.finder = finder;
    this.chain = chain;
  }

  /**
   * Decodes a value.
   *
   * @param type of the input; a coverage is given as the scene that it is
   * @throws InputException if it can't be decoded
   * @throws OwsException likewise
   */
  Object decode(Class<?> type, ExecuteRequest.Value value, RunContext context) throws IOException {
    if (value instanceof ExecuteRequest.ReferenceValue reference) {
      return referenced(type, reference, context);
    }
    if (type == Geometry.class) {
      if (value instanceof ExecuteRequest.ComplexValue complex && complex.xml().isPresent()) {
        throw new InputException("The area is XML; give WKT, EWKT or GeoJSON.");
      }
      return TextGeometry.read(text(value));
    }
    if (type == GridCoverage2D.class) {
      return embedded(base64(value), context.folder());
    }
    if (type == ReferenceDocument.class) {
      return new ReferenceDocument(text(value));
    }
    if (type == LegendDocument.class) {
      return new LegendDocument(text(value));
    }
    if (type == SignatureDocument.class) {
      return new SignatureDocument(text(value));
    }
    return text(value);
  }

  private SceneSource scene(String layer) throws IOException {
    try {
      return catalog.scenes(List.of(layer)).get(0);
    } catch (InputException e) {
      throw new InputException("No such coverage: " + layer, e);
    }
  }

  /**
   * A GeoTIFF that came with a request.
   *
   * @param folder of the run, with which the file goes
   */
  private SceneSource embedded(byte[] tiff, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("input-" + UUID.randomUUID() + ".tif");
    Files.write(file, tiff);
    try {
      SceneSource scene = finder.geoTiff(file);
      scene.open(scene.bandNames());
      return scene;
    } catch (InputException e) {
      throw new InputException("It is not a GeoTIFF that can be read.", e);
    }
  }

  private static String text(ExecuteRequest.Value value) {
    if (value instanceof ExecuteRequest.LiteralValue literal) {
      return literal.text();
    }
    ExecuteRequest.ComplexValue complex = (ExecuteRequest.ComplexValue) value;
    return complex.encoding().filter("base64"::equalsIgnoreCase).isPresent()
        ? new String(base64(value), StandardCharsets.UTF_8)
        : complex.text();
  }

  private static byte[] base64(ExecuteRequest.Value value) {
    try {
      return Base64.getMimeDecoder()
          .decode(
              value instanceof ExecuteRequest.ComplexValue complex
                  ? complex.text()
                  : ((ExecuteRequest.LiteralValue) value).text());
    } catch (IllegalArgumentException e) {
      throw new InputException("It is not valid base64.", e);
    }
  }

  private Object referenced(
      Class<?> type, ExecuteRequest.ReferenceValue reference, RunContext context)
      throws IOException {
    String href = reference.href();
    int question = href.indexOf('?');
    String address = question < 0 ? href : href.substring(0, question);
    Parameters query = Parameters.parse(question < 0 ? "" : href.substring(question + 1));
    if (address.matches(WCS + "/?") && type == GridCoverage2D.class) {
      return scene(
          reference
              .body()
              .map(CoverageReference::layer)
              .orElseGet(() -> CoverageReference.layer(query)));
    }
    if (address.matches(WPS + "/?")) {
      ExecuteRequest request =
          reference.body().map(ExecuteXml::read).orElseGet(() -> ExecuteKvp.read(query));
      return fitting(type, chain.run(request, context), request);
    }
    String shown = href.length() > 80 ? href.substring(0, 80) + "…" : href;
    throw new InputException(
        "The reference '"
            + shown
            + "' can't be followed; this server knows "
            + WCS
            + " (for coverages) and "
            + WPS
            + " (for outputs of its processes).");
  }

  private static Object fitting(Class<?> type, Object output, ExecuteRequest request) {
    if (type.isInstance(output)) {
      return output;
    }
    throw new InputException(
        "The output of the chained process "
            + request.process()
            + " is of another kind than this input.");
  }
}
