/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Gpu;
import org.iikmc.backend.GpuProvider;
import org.iikmc.kmeans.AssignmentBackend;
import org.junit.jupiter.api.Test;

/**
 * The classes of this program in a loader of their own, as in a GeoServer; TornadoVM outside. They
 * are on the class path of the JVM, too, as the plugin's jar is when it is named as an agent.
 */
class WebApplicationTest {
  /** Looks for classes of this program in itself first, for all others in its parent. */
  private static final class OwnClasses extends URLClassLoader {
    OwnClasses(ClassLoader parent, URL... classes) {
      super(classes, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("org.iikmc.")) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  @Test
  void theDeviceIsFoundAndComputes() throws Exception {
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    try (OwnClasses loader =
        new OwnClasses(
            parent,
            placeOf(AssignmentBackend.class),
            placeOf(BackendSelector.class),
            placeOf(TornadoGpu.class),
            services())) {
      Class<?> selector = loader.loadClass(BackendSelector.class.getName());
      assertThat(selector).isNotEqualTo(BackendSelector.class);
      Object found = selector.getMethod("gpu").invoke(selector.getConstructor().newInstance());
      Object gpu = ((Optional<?>) found).orElseThrow();
      assertThat(gpu.getClass().getClassLoader()).isSameAs(loader);
      Object fault = loader.loadClass(Gpu.class.getName()).getMethod("fault").invoke(gpu);
      assertThat((Optional<?>) fault).isEmpty();
    }
  }

  /** In a jar, the classes for the newest Java and the entry of the service are in one place. */
  private static URL services() throws MalformedURLException, URISyntaxException {
    String entry = "META-INF/services/" + GpuProvider.class.getName();
    URL url = ClassLoader.getSystemResource(entry);
    return url.toURI().resolve("../..").toURL();
  }

  private static URL placeOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
