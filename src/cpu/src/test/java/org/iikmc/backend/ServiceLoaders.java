/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;

/** Class loaders that offer what a test wants as a service, and nothing else. */
final class ServiceLoaders {
  private ServiceLoaders() {}

  /** With these providers, by name, which need not exist. */
  static ClassLoader offering(Class<?> service, List<String> providers) {
    return offering(service, providers, bytes -> bytes);
  }

  /**
   * Likewise.
   *
   * @param change of the class files of the providers
   */
  static ClassLoader offering(
      Class<?> service, List<String> providers, Function<byte[], byte[]> change) {
    return new ClassLoader(ServiceLoaders.class.getClassLoader()) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.equals("META-INF/services/" + service.getName())) {
          return super.getResources(name);
        }
        return providers.isEmpty()
            ? Collections.emptyEnumeration()
            : Collections.enumeration(List.of(holding(String.join("\n", providers))));
      }

      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!providers.contains(name)) {
          return super.loadClass(name, resolve);
        }
        try (InputStream file =
            getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
          if (file == null) {
            throw new ClassNotFoundException(name);
          }
          byte[] bytes = change.apply(file.readAllBytes());
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static URL holding(String text) throws MalformedURLException {
    URLStreamHandler handler =
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {
                // There is nothing to connect to.
              }

              @Override
              public InputStream getInputStream() {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
              }
            };
          }
        };
    return new URL("test", "", 0, "/services", handler);
  }
}
