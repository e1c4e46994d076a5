/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.security.AdminRequest;
import org.geoserver.security.SecureCatalogImpl;
import org.geoserver.security.WorkspaceAccessLimits;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who may publish where. */
interface PublishingRights {
  /** Whether the user whose request this thread serves may administer a workspace. */
  boolean mayPublish(WorkspaceInfo workspace);

  /** As GeoServer's security settings say. */
  static PublishingRights of(SecureCatalogImpl secureCatalog) {
    return workspace -> {
      // The rules for administrators hold only in what GeoServer calls an administrative request.
      AdminRequest.start(workspace);
      try {
        WorkspaceAccessLimits limits =
            secureCatalog
                .getResourceAccessManager()
                .getAccessLimits(SecurityContextHolder.getContext().getAuthentication(), workspace);
        return limits != null && limits.isAdminable();
      } finally {
        AdminRequest.finish();
      }
    };
  }
}
