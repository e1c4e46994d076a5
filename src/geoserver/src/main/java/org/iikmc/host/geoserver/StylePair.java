/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geotools.util.Version;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.SldWriter;

/** The styles of a series: catalog entries and their files. */
final class StylePair {
  private final Catalog catalog;
  private final WorkspaceInfo workspace;
  private final DataDirectory dataDirectory;
  private final String prefix;
  private final String folder;
  private final CatalogChanges changes;

  StylePair(
      Catalog catalog,
      WorkspaceInfo workspace,
      DataDirectory dataDirectory,
      String prefix,
      String folder,
      CatalogChanges changes) {
    this.catalog = catalog;
    this.workspace = workspace;
    this.dataDirectory = dataDirectory;
    this.prefix = prefix;
    this.folder = folder;
    this.changes = changes;
  }

  /** Makes a style, or gives an earlier one of this series other classes. */
  StyleInfo put(String name, ClassStyle classes) throws IOException {
    byte[] sld = SldWriter.write(name, classes).getBytes(StandardCharsets.UTF_8);
    StyleInfo earlier = catalog.getStyleByName(workspace, name);
    if (earlier != null) {
      write(earlier, sld);
      catalog.save(earlier); // tells caches
      return earlier;
    }
    StyleInfo style = catalog.getFactory().createStyle();
    style.setName(name);
    style.setWorkspace(workspace);
    style.setFilename(name + ".sld");
    style.setFormat("sld");
    style.setFormatVersion(new Version("1.0.0"));
    OwnerMark.put(style.getMetadata(), prefix, folder);
    write(style, sld);
    catalog.add(style);
    changes.done(() -> catalog.remove(style));
    return catalog.getStyleByName(workspace, name);
  }

  private void write(StyleInfo style, byte[] sld) throws IOException {
    Optional<byte[]> before = dataDirectory.readStyle(style);
    changes.done(
        () -> {
          if (before.isPresent()) {
            dataDirectory.writeStyle(style, before.get());
          } else {
            dataDirectory.deleteStyle(style);
          }
        });
    dataDirectory.writeStyle(style, sld);
  }

  /** Removes the styles of an earlier series of this prefix that nobody uses any more. */
  void removeAllBut(String one, String other) throws IOException {
    for (StyleInfo style : catalog.getStylesByWorkspace(workspace)) {
      if (OwnerMark.isOf(style.getMetadata(), prefix)
          && !style.getName().equals(one)
          && !style.getName().equals(other)) {
        StyleInfo copy = catalog.detach(style);
        Optional<byte[]> before = dataDirectory.readStyle(style);
        try {
          catalog.remove(style);
        } catch (IllegalArgumentException e) {
          continue; // somebody draws another layer with it
        }
        changes.done(() -> catalog.add(copy));
        dataDirectory.deleteStyle(copy);
        if (before.isPresent()) {
          changes.done(() -> dataDirectory.writeStyle(copy, before.get()));
        }
      }
    }
  }
}
