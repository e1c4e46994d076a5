/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.config.GeoServerDataDirectory;
import org.geoserver.platform.resource.Resource;

/** The data directory of this GeoServer. */
final class GeoServerFiles implements DataDirectory {
  private final GeoServerDataDirectory dataDirectory;
  private final Catalog catalog;

  GeoServerFiles(GeoServerDataDirectory dataDirectory, Catalog catalog) {
    this.dataDirectory = dataDirectory;
    this.catalog = catalog;
  }

  @Override
  public Path folder(String path) {
    return dataDirectory.get(path).dir().toPath();
  }

  @Override
  public Optional<byte[]> readStyle(StyleInfo style) throws IOException {
    Resource file = dataDirectory.style(style);
    if (file.getType() != Resource.Type.RESOURCE) {
      return Optional.empty();
    }
    try (InputStream in = file.in()) {
      return Optional.of(in.readAllBytes());
    }
  }

  @Override
  public void writeStyle(StyleInfo style, byte[] sld) throws IOException {
    catalog.getResourcePool().writeStyle(style, new ByteArrayInputStream(sld));
  }

  @Override
  public void deleteStyle(StyleInfo style) {
    dataDirectory.style(style).delete();
  }
}
