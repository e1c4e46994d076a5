/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.file;

import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.iikmc.raster.web.WebProvider;

/** The providers of file systems that are known here. Safe for use by several threads. */
public final class FileProviders {
  /**
   * Those that came with this class: Java itself finds only those on the class path that it was
   * started with. Not loaded before they are needed.
   */
  private static final class Own {
    static final List<FileSystemProvider> SERVICES =
        ServiceLoader.load(FileSystemProvider.class, FileProviders.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    static final List<FileSystemProvider> PROVIDERS =
        Stream.concat(SERVICES.stream(), WebProvider.all().stream()) // of no service, see there
            .toList();

    private Own() {}
  }

  private FileProviders() {}

  /** That of a scheme, such as {@code file}. */
  public static Optional<FileSystemProvider> of(String scheme) {
    return of(scheme, FileSystemProvider.installedProviders()).or(() -> of(scheme, Own.PROVIDERS));
  }

  /** The same, but only of those that Java gives to anybody who has an address: not of the web. */
  public static Optional<FileSystemProvider> service(String scheme) {
    return of(scheme, FileSystemProvider.installedProviders()).or(() -> of(scheme, Own.SERVICES));
  }

  private static Optional<FileSystemProvider> of(
      String scheme, List<FileSystemProvider> providers) {
    return providers.stream()
        .filter(provider -> provider.getScheme().equalsIgnoreCase(scheme))
        .findFirst();
  }

  /** The schemes of all, some of them twice. */
  public static Stream<String> schemes() {
    return Stream.concat(FileSystemProvider.installedProviders().stream(), Own.PROVIDERS.stream())
        .map(FileSystemProvider::getScheme);
  }
}
