/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.CoverageStoreInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;

/**
 * The stores, coverages, layers, styles and group of a series. They are put into the catalog
 * together or not at all; what an earlier series of the prefix has under a name that is still used
 * is changed in place, so that a map that shows it never misses a layer.
 */
final class CatalogEntries {
  private final Catalog catalog;
  private final WorkspaceInfo workspace;
  private final CatalogObjects objects;
  private final PublicationPlan plan;
  private final String folder;
  private final CatalogChanges changes = new CatalogChanges();
  private final StylePair styles;

  /**
   * @param folder of the files, within the data directory
   */
  CatalogEntries(
      Catalog catalog,
      WorkspaceInfo workspace,
      DataDirectory dataDirectory,
      CatalogObjects objects,
      PublicationPlan plan,
      String folder) {
    this.catalog = catalog;
    this.workspace = workspace;
    this.objects = objects;
    this.plan = plan;
    this.folder = folder;
    styles = new StylePair(catalog, workspace, dataDirectory, plan.prefix(), folder, changes);
  }

  /** Folders of the files of an earlier series of a prefix, within the data directory. */
  static Set<String> folders(Catalog catalog, WorkspaceInfo workspace, String prefix) {
    return catalog.getCoverageStoresByWorkspace(workspace).stream()
        .filter(store -> OwnerMark.isOf(store.getMetadata(), prefix))
        .map(store -> OwnerMark.folder(store.getMetadata()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Puts the series into the catalog.
   *
   * @return what the user should know
   * @throws IOException if it fails; the catalog is then as it was
   */
  List<String> replace(List<LayerDraft> drafts, SignatureSet signatures) throws IOException {
    try {
      StyleInfo style = styles.put(plan.style(), signatures.style());
      StyleInfo other = styles.put(plan.otherStyle(), signatures.in(plan.otherPalette()).style());
      Optional<StyleInfo> confidence =
          plan.confidence()
              ? Optional.of(styles.putConfidence(plan.confidenceStyle()))
              : Optional.empty();
      List<LayerInfo> layers = new ArrayList<>();
      for (LayerDraft draft : drafts) {
        if (draft.is(LayerDraft.Kind.CONFIDENCE)) {
          put(draft, confidence.orElseThrow(), List.of());
        } else {
          LayerInfo layer = put(draft, style, List.of(other));
          if (draft.is(LayerDraft.Kind.CLASSES)) {
            layers.add(layer);
          }
        }
      }
      group(layers);
      removeLeftovers(drafts);
      styles.removeAllBut(plan.styles());
      return styles.notes();
    } catch (IOException | RuntimeException e) {
      changes.undo();
      throw e;
    }
  }

  private LayerInfo put(LayerDraft draft, StyleInfo style, List<StyleInfo> others)
      throws IOException {
    String name = draft.name();
    CoverageStoreInfo earlier = catalog.getCoverageStoreByName(workspace, name);
    if (earlier != null && layers(earlier).size() != 1) {
      // What a killed server or an administrator left of a layer: nothing refers to it.
      remove(earlier);
      earlier = null;
    }
    LayerInfo layer = earlier == null ? add(draft) : update(earlier, draft);
    styles.dress(layer, earlier == null, style, others);
    layer.setDefaultWMSInterpolationMethod(LayerInfo.WMSInterpolation.Nearest);
    if (earlier == null) {
      catalog.add(layer);
      changes.done(() -> catalog.remove(catalog.getLayer(layer.getId())));
    } else {
      catalog.save(layer);
    }
    return catalog.getLayerByName(workspace.getName() + ":" + name);
  }

  private LayerInfo add(LayerDraft draft) throws IOException {
    CoverageStoreInfo store = draft.store();
    CoverageInfo coverage = draft.coverage();
    OwnerMark.put(store.getMetadata(), plan.prefix(), folder);
    catalog.add(store);
    changes.done(() -> catalog.remove(catalog.getCoverageStore(store.getId())));
    coverage.setStore(catalog.getCoverageStore(store.getId()));
    catalog.add(coverage);
    changes.done(() -> catalog.remove(catalog.getCoverage(coverage.getId())));
    return objects.layer(coverage);
  }

  private LayerInfo update(CoverageStoreInfo store, LayerDraft draft) {
    String oldUrl = store.getURL();
    String oldFolder = OwnerMark.folder(store.getMetadata());
    changes.done(() -> point(store, oldUrl, oldFolder));
    point(store, draft.store().getURL(), folder);

    CoverageInfo coverage = coverage(store);
    CoverageState before = CoverageState.of(coverage);
    changes.done(() -> save(coverage, before));
    save(coverage, CoverageState.of(draft.coverage()));

    LayerInfo layer = catalog.getLayers(coverage).get(0);
    StyleInfo oldStyle = layer.getDefaultStyle();
    Set<StyleInfo> oldStyles = Set.copyOf(layer.getStyles());
    changes.done(
        () -> {
          layer.setDefaultStyle(oldStyle);
          layer.getStyles().clear();
          layer.getStyles().addAll(oldStyles);
          catalog.save(layer);
        });
    return layer;
  }

  private void point(CoverageStoreInfo store, String url, String newFolder) {
    store.setURL(url);
    OwnerMark.put(store.getMetadata(), plan.prefix(), newFolder);
    catalog.save(store);
  }

  private void save(CoverageInfo coverage, CoverageState state) {
    state.applyTo(coverage);
    catalog.save(coverage);
  }

  private CoverageInfo coverage(CoverageStoreInfo store) {
    return catalog.getCoveragesByCoverageStore(store).get(0);
  }

  private List<LayerInfo> layers(CoverageStoreInfo store) {
    return catalog.getCoveragesByCoverageStore(store).stream()
        .flatMap(coverage -> catalog.getLayers(coverage).stream())
        .toList();
  }

  private void group(List<LayerInfo> layers) throws IOException {
    LayerGroupInfo earlier = catalog.getLayerGroupByName(workspace, plan.groupName());
    boolean isOurs = earlier != null && OwnerMark.isOf(earlier.getMetadata(), plan.prefix());
    if (isOurs) {
      LayerGroupInfo copy = catalog.detach(earlier);
      catalog.remove(earlier);
      changes.done(() -> catalog.add(copy));
    }
    if (!plan.group()) {
      return;
    }
    LayerGroupInfo group = catalog.getFactory().createLayerGroup();
    group.setName(plan.groupName());
    group.setWorkspace(workspace);
    group.setMode(LayerGroupInfo.Mode.SINGLE);
    group.setTitle(plan.prefix() + ": all scenes");
    OwnerMark.put(group.getMetadata(), plan.prefix(), folder);
    for (LayerInfo layer : layers) {
      group.getLayers().add(layer);
      group.getStyles().add(null); // that of the layer
    }
    objects.setExtent(group);
    catalog.add(group);
    changes.done(() -> catalog.remove(catalog.getLayerGroup(group.getId())));
  }

  /** Layers of the earlier series that the new one lacks. */
  private void removeLeftovers(List<LayerDraft> drafts) {
    Set<String> kept = drafts.stream().map(draft -> draft.name()).collect(Collectors.toSet());
    for (CoverageStoreInfo store : catalog.getCoverageStoresByWorkspace(workspace)) {
      if (OwnerMark.isOf(store.getMetadata(), plan.prefix()) && !kept.contains(store.getName())) {
        remove(store);
      }
    }
  }

  private void remove(CoverageStoreInfo store) {
    CoverageStoreInfo storeCopy = catalog.detach(store);
    layers(store).forEach(this::remove);
    for (CoverageInfo coverage : catalog.getCoveragesByCoverageStore(store)) {
      CoverageInfo copy = catalog.detach(coverage);
      catalog.remove(coverage);
      changes.done(() -> catalog.add(copy));
    }
    catalog.remove(store);
    changes.done(() -> catalog.add(storeCopy));
  }

  private void remove(LayerInfo layer) {
    LayerInfo copy = catalog.detach(layer);
    try {
      catalog.remove(layer);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "The layer '"
              + layer.prefixedName()
              + "' of the earlier series is not part of the new one, but can't be removed: "
              + e.getMessage()
              + ". Take it out there, or choose another prefix.",
          e);
    }
    changes.done(() -> catalog.add(copy));
  }
}
