/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.config.GeoServerDataDirectory;
import org.geoserver.security.SecureCatalogImpl;
import org.iikmc.job.catalog.Publication;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.catalog.SceneCatalog;
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
  private final Set<String> beingWritten = ConcurrentHashMap.newKeySet();

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
    WorkspaceInfo workspace = workspace(plan);
    work.recover();
    new NameCheck(raw, workspace, plan).check(names);
    String key = (workspace.getName() + ":" + plan.prefix()).toLowerCase(Locale.ROOT);
    if (!beingWritten.add(key)) {
      throw new InputException(
          "Another run is writing the series "
              + workspace.getName()
              + ":"
              + plan.prefix()
              + " just now; choose another prefix, or wait until it has ended.");
    }
    try {
      Path place = dataDirectory.folder(CatalogPublication.place(workspace));
      return new CatalogPublication(
          workspace,
          plan,
          links.get(),
          place,
          CatalogEntries.folders(raw, workspace, plan.prefix()),
          work,
          () -> beingWritten.remove(key));
    } catch (IOException | RuntimeException e) {
      beingWritten.remove(key);
      throw e;
    }
  }

  /** One answer for what is not there and what is not allowed, so that nobody learns which. */
  private WorkspaceInfo workspace(PublicationPlan plan) {
    // By the secured catalog, whose default is the workspace of a virtual service.
    WorkspaceInfo byDefault = plan.workspace().isPresent() ? null : secured.getDefaultWorkspace();
    String name = plan.workspace().orElse(byDefault == null ? "" : byDefault.getName());
    WorkspaceInfo workspace = raw.getWorkspaceByName(name);
    if (workspace == null || !rights.mayPublish(workspace)) {
      throw new InputException(
          plan.workspace()
                  .map(any -> "There is no workspace '" + name + "' in which you may publish")
                  .orElse("You may not publish in the default workspace")
              + "; name with workspace one that you may administer, or log in.");
    }
    return workspace;
  }
}
