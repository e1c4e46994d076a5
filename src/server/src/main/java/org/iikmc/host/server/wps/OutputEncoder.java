/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.awt.image.IndexColorModel;
import java.awt.image.RenderedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.geotools.coverage.grid.GridCoverage2D;
import org.iikmc.job.signatures.CsvFormat;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;
import org.iikmc.raster.read.CoverageScene;
import org.iikmc.raster.write.PixelKind;
import org.iikmc.raster.write.PixelRows;
import org.iikmc.raster.write.TiffWriter;
import org.iikmc.wps.ComparisonDocument;
import org.iikmc.wps.LegendDocument;
import org.iikmc.wps.PolygonFeatures;
import org.iikmc.wps.ReportDocument;
import org.iikmc.wps.SignatureDocument;

/** Writes outputs in the form in which they are sent. */
final class OutputEncoder {
  /** Beside the thread that computes the pixels. */
  private static final int DEFLATING_THREADS = 1;

  /**
   * @throws InputException if this form is not one for this output
   */
  void write(Object output, Format format, Path file) throws IOException {
    if (output instanceof SignatureDocument signatures) {
      boolean csv = format.extension().equals("csv");
      Files.writeString(
          file, csv ? CsvFormat.write(signatures.parse("signatures")) : signatures.json());
    } else if (output instanceof LegendDocument legend) {
      Files.writeString(file, format.extension().equals("csv") ? legend.csv() : legend.text());
    } else if (output instanceof ReportDocument report) {
      Files.writeString(file, report.json());
    } else if (output instanceof ComparisonDocument comparison) {
      Files.writeString(file, comparison.json());
    } else if (output instanceof PolygonFeatures polygons) {
      polygons.writeGeoJson(new BufferedOutputStream(Files.newOutputStream(file)));
    } else if (output instanceof GridCoverage2D coverage) {
      write(coverage, format, file);
    } else {
      throw new InputException("The process has returned nothing.");
    }
  }

  private static void write(GridCoverage2D coverage, Format format, Path file) throws IOException {
    if (format.extension().equals("png")) {
      try (OutputStream out = Files.newOutputStream(file)) {
        if (!ImageIO.write(coverage.getRenderedImage(), "png", out)) {
          throw new InputException("No suitable image writer for this output; use image/tiff.");
        }
      }
      return;
    }
    CoverageScene scene = new CoverageScene("result", Optional.empty(), coverage);
    Grid grid = scene.open(scene.bandNames().subList(0, 1)).grid();
    RenderedImage image = coverage.getRenderedImage();
    TiffWriter.cloudOptimized(
            PixelKind.labels((IndexColorModel) image.getColorModel()), grid, DEFLATING_THREADS)
        .write(file, PixelRows.of(image));
  }
}
