/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerLineTest {
  private static final ClassLoader EMPTY = ClassLoader.getPlatformClassLoader();

  @Test
  void hereItIsTheRightOne() {
    assertThat(ServerLine.obstacle()).isEmpty();
  }

  @Test
  void inAnotherLineItSaysWhichItIsFor() {
    assertThat(ServerLine.obstacle("javax.media.jai.PlanarImage", EMPTY).orElseThrow())
        .contains("is for GeoServer 2.27,");
    assertThat(ServerLine.obstacle("org.eclipse.imagen.PlanarImage", EMPTY).orElseThrow())
        .contains("is for GeoServer 2.28 and 3,");
  }
}
