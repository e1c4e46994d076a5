/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.config.GeoServerDataDirectory;
import org.geoserver.security.SecureCatalogImpl;
import org.iikmc.job.catalog.Publication;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.catalog.SeriesClaims;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendEdit;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;

/** GeoServer's catalog as that of the processes. Safe for use by several threads. */
public final class GeoServerCatalog implements SceneCatalog {
  private final Catalog secured;
  private final Catalog raw;
  private final PublishingRights rights;
  private final DataDirectory dataDirectory;
  private final PublicationWork work;
  private final Supplier<ServiceLinks> links;
  private final SeriesClaims claims = new SeriesClaims();
  private final PublishedLegends legends;

  /**
   * As GeoServer runs it.
   *
   * @param secured the catalog that services use
   * @param raw the catalog behind it
   */
  public GeoServerCatalog(
      Catalog secured,
      Catalog raw,
      SecureCatalogImpl rights,
      GeoServerDataDirectory dataDirectory) {
    this(
        secured,
        raw,
        PublishingRights.of(rights),
        new GeoServerFiles(dataDirectory, raw),
        new GeoServerObjects(raw),
        ServiceLinks::ofCurrentRequest);
  }

  GeoServerCatalog(
      Catalog secured,
      Catalog raw,
      PublishingRights rights,
      DataDirectory dataDirectory,
      CatalogObjects objects,
      Supplier<ServiceLinks> links) {
    this.secured = secured;
    this.raw = raw;
    this.rights = rights;
    this.dataDirectory = dataDirectory;
    this.work = new PublicationWork(raw, dataDirectory, objects);
    this.links = links;
    this.legends = new PublishedLegends(secured, raw, dataDirectory);
  }

  @Override
  public List<SceneSource> scenes(List<String> names) throws IOException {
    LayerScenes layers = new LayerScenes(secured);
    List<NamedScene> found = new ArrayList<>();
    for (String name : names) {
      found.addAll(layers.of(name));
    }
    // Layers of one name in two workspaces are told apart by the workspace.
    Map<String, String> workspaceOfName = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (NamedScene scene : found) {
      String other = workspaceOfName.putIfAbsent(scene.name(), scene.workspace());
      if (other != null && !other.equals(scene.workspace())) {
        ambiguous.add(scene.name());
      }
    }
    List<SceneSource> scenes = new ArrayList<>();
    for (NamedScene scene : found) {
      scenes.add(
          scene.open(
              ambiguous.contains(scene.name())
                  ? NamedScene.safe(scene.workspace() + "_" + scene.name())
                  : scene.name()));
    }
    return scenes;
  }

  @Override
  public Publication prepare(PublicationPlan plan, List<String> names) throws IOException {
    WorkspaceInfo workspace = workspace(plan.workspace());
    work.recover();
    new NameCheck(raw, workspace, plan).check(names);
    SeriesClaims.Claim claim = claims.claim(workspace.getName() + ":" + plan.prefix());
    try {
      Path place = dataDirectory.folder(CatalogPublication.place(workspace));
      return new CatalogPublication(
          workspace,
          plan,
          links.get(),
          place,
          CatalogEntries.folders(raw, workspace, plan.prefix()),
          work,
          claim);
    } catch (IOException | RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  @Override
  public Legend legend(Optional<String> workspace, String prefix) throws IOException {
    return legends.legend(raw.getWorkspaceByName(nameOf(workspace)), prefix);
  }

  @Override
  public Legend save(Optional<String> workspaceName, String prefix, LegendEdit edit)
      throws IOException {
    WorkspaceInfo workspace = workspace(workspaceName);
    work.recover();
    synchronized (legends) { // who comes second waits, and may find that the legend is another now
      try (SeriesClaims.Claim claim = claims.claim(workspace.getName() + ":" + prefix)) {
        return legends.save(workspace, prefix, edit);
      }
    }
  }

  /** By the secured catalog, whose default is the workspace of a virtual service. */
  private String nameOf(Optional<String> workspace) {
    WorkspaceInfo byDefault = workspace.isPresent() ? null : secured.getDefaultWorkspace();
    return workspace.orElse(byDefault == null ? "" : byDefault.getName());
  }

  /** One answer for what is not there and what is not allowed, so that nobody learns which. */
  private WorkspaceInfo workspace(Optional<String> wanted) {
    String name = nameOf(wanted);
    WorkspaceInfo workspace = raw.getWorkspaceByName(name);
    if (workspace == null || !rights.mayPublish(workspace)) {
      throw new InputException(
          wanted
                  .map(any -> "There is no workspace '" + name + "' in which you may publish")
                  .orElse("You may not publish in the default workspace")
              + "; name with workspace one that you may administer, or log in.");
    }
    return workspace;
  }
}
