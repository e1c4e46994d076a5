/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.WorkspaceInfo;
import org.iikmc.job.output.OwnFiles;
import org.iikmc.job.output.Staging;

/**
 * Puts series whose files are in their place into the catalog: at the end of a run, or when a
 * GeoServer that was killed starts again. Doing it twice does no harm. Immutable.
 */
final class PublicationWork {
  /** Of all that this plugin writes, within the data directory; a folder for each workspace. */
  static final String ROOT = "data/iikmc";

  private static final Logger LOGGER = Logger.getLogger(PublicationWork.class.getName());

  private final Catalog catalog;
  private final DataDirectory dataDirectory;
  private final CatalogObjects objects;

  PublicationWork(Catalog catalog, DataDirectory dataDirectory, CatalogObjects objects) {
    this.catalog = catalog;
    this.dataDirectory = dataDirectory;
    this.objects = objects;
  }

  /**
   * What was put into the catalog.
   *
   * @param notes what the user should know
   */
  record Done(List<LayerDraft> layers, List<String> notes) {}

  /**
   * Does an order.
   *
   * @throws IOException if it fails; the catalog is then as it was
   */
  Done complete(PublicationOrder order) throws IOException {
    WorkspaceInfo workspace = catalog.getWorkspaceByName(order.plan().workspace().orElseThrow());
    if (workspace == null) {
      throw new IOException(
          "There is no workspace " + order.plan().workspace().get() + " any more");
    }
    List<LayerDraft> drafts = new ArrayList<>();
    for (LayerDraft.Request request : order.requests()) {
      drafts.add(objects.draft(workspace, request, path(request.url().replaceFirst("^file:", ""))));
    }
    OwnFiles.list(path(order.folder())); // with what GeoTools has made of a mosaic
    List<String> notes =
        new CatalogEntries(catalog, workspace, dataDirectory, objects, order.plan(), order.folder())
            .replace(drafts, order.signatures());
    for (String old : order.replaced()) {
      if (!old.equals(order.folder())) {
        removeOld(old, order.plan().timeLayer());
      }
    }
    return new Done(drafts, notes);
  }

  private Path path(String relative) {
    return dataDirectory.folder("").resolve(relative);
  }

  /** Of an earlier series, what is as it was written; not what somebody has put there. */
  private void removeOld(String folder, String mosaic) {
    Path root = path(ROOT).normalize();
    Path old = path(folder).normalize();
    if (!old.startsWith(root) || old.equals(root)) {
      return;
    }
    try {
      List<String> kept = OwnFiles.remove(old, name -> MapFolder.isIndex(name, mosaic));
      if (!kept.isEmpty()) {
        LOGGER.warning(
            "Of a series that was replaced, these files stay in "
                + folder
                + " of the data directory, because no run wrote them, or they have been changed"
                + " since: "
                + String.join(", ", kept));
      }
    } catch (IOException | RuntimeException e) {
      LOGGER.log(
          Level.WARNING,
          e,
          () ->
              "The files of a series that was replaced stay in "
                  + folder
                  + " of the data directory");
    }
  }

  /** Finishes or removes what a GeoServer that was killed left; what fails is logged. */
  void recover() {
    Path root = path(ROOT);
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> workspaces = Files.list(root)) {
      for (Path workspace : workspaces.filter(Files::isDirectory).toList()) {
        Staging.recover(workspace, this::resume);
        recoverLegends(workspace);
      }
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.SEVERE, e, () -> "What a killed run left in " + ROOT + " stays there");
    }
  }

  /** In the folders of the series of a workspace. */
  private void recoverLegends(Path workspace) throws IOException {
    PublishedLegends legends = new PublishedLegends(catalog, catalog, dataDirectory);
    try (Stream<Path> series = Files.list(workspace)) {
      for (Path folder : series.filter(Files::isDirectory).toList()) {
        if (!folder.getFileName().toString().startsWith(".")) {
          Staging.recover(folder, note -> legends.resume(folder, note));
        }
      }
    }
  }

  private void resume(Path note) throws IOException {
    PublicationOrder order = PublicationOrder.read(note);
    if (!Files.isDirectory(path(order.folder()))) { // it was being taken back
      return;
    }
    try {
      complete(order);
      LOGGER.info("The series " + order.plan().prefix() + " of a killed run is published");
    } catch (IOException | RuntimeException e) {
      LOGGER.log(
          Level.SEVERE,
          e,
          () ->
              "The series "
                  + order.plan().prefix()
                  + " of a killed run can't be published; this is tried again at the next start");
      throw new IOException(e);
    }
  }
}
