/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CoverageStoreInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.iikmc.job.catalog.LegendFiles;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendEdit;
import org.iikmc.job.output.Staging;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/**
 * The legends of the series in the catalog: those of the signatures among their files. The styles
 * are written from them. For use by one thread at a time when it saves.
 */
final class PublishedLegends {
  private static final String SIGNATURES = "signatures.json";

  private final Catalog secured;
  private final Catalog raw;
  private final DataDirectory dataDirectory;

  /**
   * @param secured shows what the user may read
   * @param raw the catalog behind it
   */
  PublishedLegends(Catalog secured, Catalog raw, DataDirectory dataDirectory) {
    this.secured = secured;
    this.raw = raw;
    this.dataDirectory = dataDirectory;
  }

  /**
   * The legend of a series.
   *
   * @param workspace null if there is none
   * @throws InputException if there is no such series with a layer that the user may read
   */
  Legend legend(WorkspaceInfo workspace, String prefix) throws IOException {
    if (workspace == null || !isReadable(workspace, prefix)) {
      throw new InputException(
          "There is no series '"
              + prefix
              + "' that you may read"
              + (workspace == null ? "" : " in the workspace '" + workspace.getName() + "'")
              + "; name workspace and prefix of one that was published, or log in.");
    }
    return signatures(path(folder(workspace, prefix))).legend();
  }

  private boolean isReadable(WorkspaceInfo workspace, String prefix) {
    for (CoverageStoreInfo store : raw.getCoverageStoresByWorkspace(workspace)) {
      if (OwnerMark.isOf(store.getMetadata(), prefix)) {
        try {
          if (secured.getLayerByName(workspace.getName() + ":" + store.getName()) != null) {
            return true;
          }
        } catch (AccessDeniedException | AuthenticationException e) {
          continue; // another of its layers may be open to all
        }
      }
    }
    return false;
  }

  /**
   * Saves a legend.
   *
   * @param workspace that the user may administer
   * @throws InputException if it can't be saved as it is
   */
  Legend save(WorkspaceInfo workspace, String prefix, LegendEdit edit) throws IOException {
    String folder = folder(workspace, prefix);
    Path files = path(folder);
    SignatureSet signatures = signatures(files);
    Legend current = signatures.legend();
    Legend after = edit.over(current);
    if (after.equals(current)) {
      return current;
    }
    SeriesStyles styles = styles(workspace, prefix, folder);
    styles.checkUnedited();
    SignatureSet named = signatures.with(after);
    try (Staging staging = Staging.in(files)) {
      LegendFiles.write(staging, files, named, LegendFiles.Maps.KEPT);
      Files.writeString(staging.note(), workspace.getName() + "\n" + prefix);
      LegendFiles.commit(staging, () -> styles.put(named, signatures));
    }
    return after;
  }

  /**
   * Brings the styles after files that were saved before a kill.
   *
   * @param files folder of the series
   * @param note that {@link #save} left
   */
  void resume(Path files, Path note) throws IOException {
    List<String> names = Files.readString(note).lines().toList();
    WorkspaceInfo workspace = raw.getWorkspaceByName(names.get(0));
    if (workspace != null && names.size() == 2) {
      String folder = CatalogPublication.place(workspace) + "/" + files.getFileName();
      SignatureSet signatures = signatures(files);
      styles(workspace, names.get(1), folder).put(signatures, signatures);
    }
  }

  private SeriesStyles styles(WorkspaceInfo workspace, String prefix, String folder) {
    return new SeriesStyles(raw, workspace, dataDirectory, prefix, folder);
  }

  /** Of the files of a series, within the data directory. */
  private String folder(WorkspaceInfo workspace, String prefix) {
    return CatalogEntries.folders(raw, workspace, prefix).stream()
        .filter(folder -> Files.isRegularFile(path(folder).resolve(SIGNATURES)))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no series '"
                        + prefix
                        + "' with its files in the workspace '"
                        + workspace.getName()
                        + "'; name with prefix one that was published there."));
  }

  private Path path(String relative) {
    Path root = dataDirectory.folder("").normalize();
    Path path = root.resolve(relative).normalize();
    return path.startsWith(root.resolve(PublicationWork.ROOT)) ? path : root; // a mark was edited
  }

  private static SignatureSet signatures(Path files) throws IOException {
    return JsonFormat.read(files.resolve(SIGNATURES));
  }
}
