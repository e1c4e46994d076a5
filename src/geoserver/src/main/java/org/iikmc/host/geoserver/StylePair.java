/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.MetadataMap;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geotools.util.Version;
import org.iikmc.job.output.OwnFiles;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.ConfidenceStyle;
import org.iikmc.raster.style.SldWriter;

/** The styles of a series: catalog entries and their files. */
final class StylePair {
  private final Catalog catalog;
  private final WorkspaceInfo workspace;
  private final DataDirectory dataDirectory;
  private final String prefix;
  private final String folder;
  private final CatalogChanges changes;
  private final List<String> notes = new ArrayList<>();

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

  /**
   * Makes a style, or gives an earlier one of this series other classes. One that somebody has
   * edited stays as it is.
   */
  StyleInfo put(String name, ClassStyle classes) throws IOException {
    int k = classes.names().size();
    String reminder =
        "see that it has a name and a colour for each of the "
            + k
            + " classes, or remove it and run again.";
    return put(name, SldWriter.write(name, classes), reminder);
  }

  /** The same of how sure labels are. */
  StyleInfo putConfidence(String name) throws IOException {
    return put(name, ConfidenceStyle.sld(name), "remove it and run again for a new one.");
  }

  private StyleInfo put(String name, String text, String reminder) throws IOException {
    byte[] sld = text.getBytes(StandardCharsets.UTF_8);
    StyleInfo earlier = catalog.getStyleByName(workspace, name);
    if (earlier == null) {
      return add(name, sld);
    }
    if (isEdited(earlier, sld)) {
      notes.add(
          "The style "
              + workspace.getName()
              + ":"
              + name
              + " was edited, and stays as it is; "
              + reminder);
      return earlier;
    }
    MetadataMap metadata = earlier.getMetadata();
    Serializable sum = OwnerMark.sum(metadata);
    changes.done(
        () -> {
          OwnerMark.putSum(metadata, sum);
          catalog.save(earlier);
        });
    write(earlier, sld);
    OwnerMark.putSum(metadata, OwnFiles.sum(sld));
    catalog.save(earlier); // tells caches
    return earlier;
  }

  private StyleInfo add(String name, byte[] sld) throws IOException {
    StyleInfo style = catalog.getFactory().createStyle();
    style.setName(name);
    style.setWorkspace(workspace);
    style.setFilename(name + ".sld");
    style.setFormat("sld");
    style.setFormatVersion(new Version("1.0.0"));
    OwnerMark.put(style.getMetadata(), prefix, folder);
    OwnerMark.putSum(style.getMetadata(), OwnFiles.sum(sld));
    write(style, sld);
    catalog.add(style);
    changes.done(() -> catalog.remove(style));
    return catalog.getStyleByName(workspace, name);
  }

  /** Whether it is not as it was written here. */
  boolean isEdited(StyleInfo style) throws IOException {
    Optional<byte[]> content = dataDirectory.readStyle(style);
    return content.isPresent()
        && !OwnFiles.sum(content.get()).equals(OwnerMark.sum(style.getMetadata()));
  }

  /** Not if a run that was killed has just written what is wanted, either. */
  private boolean isEdited(StyleInfo style, byte[] wanted) throws IOException {
    return isEdited(style)
        && !Arrays.equals(dataDirectory.readStyle(style).orElse(new byte[0]), wanted);
  }

  /** Gives a layer these styles; those that an administrator gave it stay. */
  void dress(LayerInfo layer, boolean isNew, StyleInfo style, List<StyleInfo> others) {
    layer.getStyles().removeIf(this::isOurs);
    layer.getStyles().addAll(others);
    if (isNew || isOurs(layer.getDefaultStyle())) {
      layer.setDefaultStyle(style);
    } else {
      layer.getStyles().add(style);
    }
  }

  private boolean isOurs(StyleInfo style) {
    return style == null || OwnerMark.isOf(style.getMetadata(), prefix);
  }

  /** What the user should know. */
  List<String> notes() {
    return List.copyOf(notes);
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

  /**
   * Removes the styles of an earlier series of this prefix that nobody uses any more, and nobody
   * has edited.
   */
  void removeAllBut(List<String> kept) throws IOException {
    for (StyleInfo style : catalog.getStylesByWorkspace(workspace)) {
      if (OwnerMark.isOf(style.getMetadata(), prefix)
          && !kept.contains(style.getName())
          && !isEdited(style)) {
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
