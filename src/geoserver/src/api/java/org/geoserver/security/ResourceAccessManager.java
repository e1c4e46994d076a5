/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.security;

import org.geoserver.catalog.WorkspaceInfo;
import org.springframework.security.core.Authentication;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public interface ResourceAccessManager {
  WorkspaceAccessLimits getAccessLimits(Authentication user, WorkspaceInfo workspace);
}
