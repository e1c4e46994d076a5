/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.Optional;
import org.geoserver.platform.ModuleStatusImpl;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

/** The plugin among the modules that GeoServer lists, in its web admin and at rest/about/status. */
public final class PluginStatus extends ModuleStatusImpl {
  /** Of modules from GeoServer 3 on, whose list of modules needs it; its type is new there. */
  private static final String CATEGORY = "category";

  private final transient GeoServerPlugin plugin;

  /** For the Spring context. */
  public PluginStatus(GeoServerPlugin plugin) {
    super("iikmc", "IIkMC: joint k-means clustering");
    this.plugin = plugin;
    BeanWrapper bean = PropertyAccessorFactory.forBeanPropertyAccess(this);
    if (bean.isWritableProperty(CATEGORY)) {
      bean.setPropertyValue(CATEGORY, "COMMUNITY");
    }
  }

  @Override
  public Optional<String> getVersion() {
    return Optional.ofNullable(getClass().getPackage().getImplementationVersion());
  }

  @Override
  public boolean isAvailable() {
    return plugin.isAvailable();
  }

  @Override
  public Optional<String> getMessage() {
    return Optional.of(plugin.status());
  }
}
