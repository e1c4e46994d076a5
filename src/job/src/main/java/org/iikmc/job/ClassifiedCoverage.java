/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import it.geosolutions.jaiext.range.NoDataContainer;
import java.awt.Color;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.Category;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.geotools.util.NumberRange;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.NearestSignature;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.CoverageScene;
import org.iikmc.raster.style.ClassStyle;

/**
 * A coverage classified as it is looked at: the map that {@link ClassificationJob} would write of
 * it, but computed tile by tile when it is asked for, so that a map server draws what is on the
 * screen and no more.
 */
public final class ClassifiedCoverage extends GridCoverage2D {
  private static final long serialVersionUID = 1;
  private static final String NAME = "class";

  private ClassifiedCoverage(GridCoverage2D plain) {
    super(plain.getName(), plain);
  }

  /**
   * Classifies a coverage.
   *
   * @param coverage is read when the result is, and must not be disposed before
   * @param bands of the coverage, in the order of the signatures. By default the bands that the
   *     signatures name or, if it lacks one, its bands in their order if it has as many, and those
   *     of the numbers that the signatures know if its bands have no names
   * @return bytes on exactly the grid of the coverage: 1…k, and 0, declared as nodata, where a
   *     pixel is not valid; with the colours of the classes. Safe for use by several threads, and
   *     equal in every run
   * @throws InputException if the bands don't fit the signatures, or the coverage can't be
   *     classified
   */
  public static ClassifiedCoverage of(
      GridCoverage2D coverage, SignatureSet signatures, BandSelection bands, PixelRules rules) {
    String name = coverage.getName().toString();
    CoverageScene source = new CoverageScene(name, Optional.empty(), coverage);
    Scene scene = source.open(chosen(source, signatures, bands));
    ClassImage image =
        new ClassImage(
            coverage.getRenderedImage(),
            ClassImage.Labels.of(
                new SceneSamples(List.of(scene), rules, 1, 0, List.of()),
                nearest(signatures, maps(signatures).ofPart(scene))),
            signatures.style().colorModel());
    return coverage(
        name, image, coverage.getGridGeometry(), new GridCoverage2D[] {coverage}, signatures.k());
  }

  /**
   * Classifies a scene, likewise.
   *
   * @param source is read when the result is
   * @throws InputException likewise
   * @throws IOException if the scene can't be opened
   */
  public static ClassifiedCoverage of(
      SceneSource source, SignatureSet signatures, BandSelection bands, PixelRules rules)
      throws IOException {
    Scene scene = source.open(chosen(source, signatures, bands), rules.conditions());
    Grid grid = scene.grid();
    SceneSamples samples = new SceneSamples(List.of(scene), rules, 1, 0, List.of());
    ClassImage image =
        new ClassImage(
            grid.width(),
            grid.height(),
            ClassImage.Labels.of(samples, nearest(signatures, maps(signatures).of(scene, samples))),
            signatures.style().colorModel());
    return coverage(source.name(), image, geometry(grid), null, signatures.k());
  }

  /**
   * A map with other labels.
   *
   * @param map is read when the result is
   * @param change of labels, in place: unsigned, 0 stays
   * @param style of the labels that come out
   * @return as of a classification
   */
  public static ClassifiedCoverage of(
      ClassifiedMap map, Consumer<byte[]> change, ClassStyle style) {
    Grid grid = map.scene().grid();
    ClassImage image =
        new ClassImage(
            grid.width(),
            grid.height(),
            (window, cells) -> {
              byte[] labels = map.labels(window);
              change.accept(labels);
              System.arraycopy(labels, 0, cells, 0, labels.length);
            },
            style.colorModel());
    return coverage(map.name(), image, geometry(grid), null, style.names().size());
  }

  private static GridGeometry2D geometry(Grid grid) {
    return new GridGeometry2D(
        new GridEnvelope2D(grid.bounds()),
        PixelInCell.CELL_CORNER,
        grid.toWorld(),
        grid.crs().orElse(DefaultEngineeringCRS.GENERIC_2D),
        null);
  }

  private static SceneMaps maps(SignatureSet signatures) {
    return new SceneMaps(signatures.harmonization());
  }

  private static NearestSignature nearest(SignatureSet signatures, SpectralSpace space) {
    if (signatures.k() < 1 || signatures.k() > KMeansSettings.MAX_CLASSES) {
      throw new InputException(
          "The signatures are of "
              + signatures.k()
              + " classes; there must be 1 to "
              + KMeansSettings.MAX_CLASSES
              + ".");
    }
    return new NearestSignature(signatures.means(), space);
  }

  private static ClassifiedCoverage coverage(
      String name, ClassImage image, GridGeometry2D geometry, GridCoverage2D[] sources, int k) {
    // GeoTools' image operations look for it in the image, others in the coverage.
    image.setProperty(NoDataContainer.GC_NODATA, new NoDataContainer(0.0));
    Map<String, Object> properties = new HashMap<>();
    CoverageUtilities.setNoDataProperty(properties, 0.0);
    return new ClassifiedCoverage(
        new GridCoverageFactory()
            .create(
                name,
                image,
                geometry,
                new GridSampleDimension[] {dimension(k)},
                sources,
                properties));
  }

  private static List<String> chosen(
      SceneSource source, SignatureSet signatures, BandSelection bands) {
    BandSelection wanted = signatures.selection(bands, "The set");
    if (!bands.wanted().isEmpty()) {
      return wanted.in(source);
    }
    try {
      return wanted.in(source);
    } catch (InputException e) {
      if (source.bandNames().stream().anyMatch(band -> !Double.isNaN(source.wavelength(band)))) {
        throw e; // its names mean what they say
      }
      List<String> there = source.bandNames();
      if (there.size() == signatures.bands().size()) {
        return there;
      }
      if (there.stream().allMatch(band -> band.matches("[0-9]+"))
          && !signatures.numbers().isEmpty()
          && Collections.max(signatures.numbers()) <= there.size()) {
        return signatures.numbers().stream().map(number -> there.get(number - 1)).toList();
      }
      throw new InputException(
          Problem.of(
              "The signatures are of the bands "
                  + String.join(", ", signatures.bands())
                  + ", but "
                  + source.name()
                  + " has "
                  + String.join(", ", source.bandNames())
                  + "; choose with ",
              Problem.option("bands"),
              " which of them are meant."),
          e);
    }
  }

  private static GridSampleDimension dimension(int k) {
    Category none =
        new Category(Category.NODATA.getName(), new Color(0, true), NumberRange.create(0, 0));
    Category classes = new Category(NAME, null, NumberRange.create(1, k), true);
    return new GridSampleDimension(NAME, new Category[] {none, classes}, null);
  }
}
