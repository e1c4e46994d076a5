/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.ArrayList;
import java.util.List;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.kmeans.problem.InputException;

/**
 * Sees, before anything is computed, that the names of a series are free; or, if it may overwrite,
 * that they belong to an earlier series of that prefix. What somebody else made is never touched.
 */
final class NameCheck {
  private final Catalog catalog;
  private final WorkspaceInfo workspace;
  private final PublicationPlan plan;

  NameCheck(Catalog catalog, WorkspaceInfo workspace, PublicationPlan plan) {
    this.catalog = catalog;
    this.workspace = workspace;
    this.plan = plan;
  }

  /**
   * @throws InputException if a name is taken; it names the first and the remedy
   */
  void check(List<String> scenes) {
    checkCase();
    List<String> layers = new ArrayList<>(plan.layers(scenes));
    for (String name : layers) {
      StoreInfo store = catalog.getStoreByName(workspace, name, StoreInfo.class);
      check("store", name, store != null, store != null && isOurs(store));
      LayerInfo layer = catalog.getLayerByName(workspace.getName() + ":" + name);
      check("layer", name, layer != null, layer != null && isOurs(layer.getResource().getStore()));
    }
    for (String name : plan.styles()) {
      StyleInfo style = catalog.getStyleByName(workspace, name);
      check(
          "style",
          name,
          style != null,
          style != null && OwnerMark.isOf(style.getMetadata(), plan.prefix()));
    }
    if (plan.group()) {
      LayerGroupInfo group = catalog.getLayerGroupByName(workspace, plan.groupName());
      check(
          "layer group",
          plan.groupName(),
          group != null,
          group != null && OwnerMark.isOf(group.getMetadata(), plan.prefix()));
      layers.add(plan.groupName());
    }
    for (String name : layers) {
      LayerGroupInfo group = catalog.getLayerGroupByName(workspace, name);
      boolean expected = group == null || name.equals(plan.groupName());
      check("layer group", name, !expected, false);
    }
  }

  /** Styles and stores of both would be the same files where a file system takes A for a. */
  private void checkCase() {
    for (StoreInfo store : catalog.getCoverageStoresByWorkspace(workspace)) {
      String other = OwnerMark.series(store.getMetadata());
      if (other.equalsIgnoreCase(plan.prefix()) && !other.equals(plan.prefix())) {
        throw new InputException(
            "There is a series '"
                + other
                + "' already, which some systems take for '"
                + plan.prefix()
                + "'; choose another prefix.");
      }
    }
  }

  private boolean isOurs(StoreInfo store) {
    return OwnerMark.isOf(store.getMetadata(), plan.prefix());
  }

  private void check(String what, String name, boolean taken, boolean ours) {
    if (!taken) {
      return;
    }
    String full = workspace.getName() + ":" + name;
    if (!ours) {
      throw new InputException(
          "There is a "
              + what
              + " '"
              + full
              + "' already, which is not part of a series '"
              + plan.prefix()
              + "'; choose another prefix"
              + (what.equals("style") ? " or style." : "."));
    }
    if (!plan.overwrite()) {
      throw new InputException(
          "There is a "
              + what
              + " '"
              + full
              + "' of an earlier series already; choose another prefix, or replace that series with"
              + " overwrite=true.");
    }
  }
}
