/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CoverageDimensionInfo;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.CoverageStoreInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.style.Palette;

/**
 * What the catalog says of the classes of a published series: the styles of its layers, in both
 * palettes, and the description of their band. All of it is changed, or nothing.
 */
final class SeriesStyles {
  private final Catalog catalog;
  private final List<LayerInfo> layers = new ArrayList<>();
  private final CatalogChanges changes = new CatalogChanges();
  private final StylePair styles;
  private final WorkspaceInfo workspace;
  private final PublicationPlan plan;

  /**
   * @param folder of the files of the series, within the data directory
   */
  SeriesStyles(
      Catalog catalog,
      WorkspaceInfo workspace,
      DataDirectory dataDirectory,
      String prefix,
      String folder) {
    this.catalog = catalog;
    this.workspace = workspace;
    for (CoverageStoreInfo store : catalog.getCoverageStoresByWorkspace(workspace)) {
      if (OwnerMark.isOf(store.getMetadata(), prefix)) {
        for (CoverageInfo coverage : catalog.getCoveragesByCoverageStore(store)) {
          if (coverage.getDimensions().size() == 1) { // else it is of confidence
            layers.addAll(catalog.getLayers(coverage));
          }
        }
      }
    }
    Set<String> worn = new TreeSet<>();
    for (LayerInfo layer : layers) {
      Stream.concat(layer.getStyles().stream(), Stream.ofNullable(layer.getDefaultStyle()))
          .filter(style -> OwnerMark.isOf(style.getMetadata(), prefix))
          .forEach(style -> worn.add(style.getName()));
    }
    plan = plan(workspace, prefix, worn);
    styles = new StylePair(catalog, workspace, dataDirectory, prefix, folder, changes);
  }

  /**
   * @throws InputException if somebody has edited a style of the series, or has made one of its
   *     name
   */
  void checkUnedited() throws IOException {
    for (String name : plan.styles()) {
      StyleInfo style = catalog.getStyleByName(workspace, name);
      if (style != null && styles.isEdited(style)) {
        throw new InputException(
            "The style '"
                + workspace.getName()
                + ":"
                + name
                + "' was edited here, and saving a legend would replace that. Nothing was saved;"
                + " change names and colours in that style, or remove it and save again.");
      }
    }
  }

  /**
   * Names, colours and groups as signatures have them. A style that was removed is made anew; one
   * that somebody has edited stays.
   *
   * @param before what they were
   * @throws IOException if it fails; the catalog is then as it was
   */
  void put(SignatureSet signatures, SignatureSet before) throws IOException {
    try {
      StyleInfo style = styles.put(plan.style(), signatures.style());
      StyleInfo other = styles.put(plan.otherStyle(), inOtherPalette(signatures).style());
      String classNames = CatalogPublication.classNames(signatures.style());
      String namesBefore = CatalogPublication.classNames(before.style());
      for (LayerInfo layer : layers) {
        dress(layer, style, other);
        describe((CoverageInfo) layer.getResource(), classNames, namesBefore);
      }
    } catch (IOException | RuntimeException e) {
      changes.undo();
      throw e;
    }
  }

  private void dress(LayerInfo layer, StyleInfo style, StyleInfo other) {
    StyleInfo oldStyle = layer.getDefaultStyle();
    Set<StyleInfo> oldStyles = Set.copyOf(layer.getStyles());
    changes.done(
        () -> {
          layer.setDefaultStyle(oldStyle);
          layer.getStyles().clear();
          layer.getStyles().addAll(oldStyles);
          catalog.save(layer);
        });
    styles.dress(layer, false, style, List.of(other));
    catalog.save(layer);
  }

  private void describe(CoverageInfo coverage, String classNames, String namesBefore) {
    CoverageDimensionInfo band = coverage.getDimensions().get(0);
    changes.done(
        () -> {
          band.setDescription(namesBefore);
          catalog.save(coverage);
        });
    band.setDescription(classNames);
    catalog.save(coverage);
  }

  /** The colours of the other palette, but for those that a user has chosen. */
  private SignatureSet inOtherPalette(SignatureSet signatures) {
    SignatureSet standard = signatures.in(plan.palette());
    SignatureSet others = signatures.in(plan.otherPalette());
    List<SignatureSet.ClassSignature> classes = new ArrayList<>();
    for (int c = 0; c < signatures.k(); c++) {
      SignatureSet.ClassSignature each = signatures.classes().get(c);
      boolean isChosen = !each.color().equals(standard.classes().get(c).color());
      classes.add(isChosen ? each : others.classes().get(c));
    }
    return signatures.with(classes);
  }

  /**
   * How a series was published, as far as its styles tell.
   *
   * @param worn names of its styles that layers have
   */
  private static PublicationPlan plan(WorkspaceInfo workspace, String prefix, Set<String> worn) {
    for (Palette palette : Palette.values()) {
      for (String name : worn) {
        PublicationPlan plan = plan(workspace, prefix, name, palette);
        if (worn.contains(plan.otherStyle())) {
          return plan;
        }
        // One that was removed is known by the name of the other.
        String ending = plan.otherStyle().substring(name.length());
        if (worn.size() == 1 && name.endsWith(ending)) {
          String stem = name.substring(0, name.length() - ending.length());
          return plan(workspace, prefix, stem, palette);
        }
      }
    }
    return plan(
        workspace,
        prefix,
        worn.stream().findFirst().orElse(prefix + "_classes"),
        Palette.CATEGORICAL);
  }

  private static PublicationPlan plan(
      WorkspaceInfo workspace, String prefix, String style, Palette palette) {
    return new PublicationPlan(
        Optional.of(workspace.getName()), prefix, style, palette, false, false, true);
  }
}
