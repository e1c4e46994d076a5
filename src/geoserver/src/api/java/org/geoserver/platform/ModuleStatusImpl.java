/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.platform;

import java.util.Optional;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class ModuleStatusImpl {
  public ModuleStatusImpl(String module, String name) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public Optional<String> getVersion() {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public boolean isAvailable() {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public Optional<String> getMessage() {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
