/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What an administrator drops into GeoServer, looked into. */
class PluginZipIT {
  private static final int JAVA_17 = 61;

  private final Path jar = Path.of(System.getProperty("iikmc.jar"));

  private static Map<String, byte[]> entries(InputStream in) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return entries;
  }

  private Map<String, byte[]> zip() throws IOException {
    try (Stream<Path> all = Files.list(jar.getParent())) {
      List<Path> zips =
          all.filter(path -> path.toString().endsWith("-geoserver-plugin.zip")).toList();
      assertThat(zips).hasSize(1);
      return entries(Files.newInputStream(zips.get(0)));
    }
  }

  /** What the jars of the plugin hold, all together. */
  private Map<String, byte[]> plugin() throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> each : zip().entrySet()) {
      if (each.getKey().endsWith(".jar")) {
        all.putAll(entries(new ByteArrayInputStream(each.getValue())));
      }
    }
    return all;
  }

  @Test
  void theZipHoldsTheModulesOfThePluginAndTheLicence() throws IOException {
    assertThat(zip().keySet())
        .map(name -> name.replaceFirst("-[0-9].*\\.jar", ""))
        .filteredOn(name -> !name.equals("iikmc-gpu"))
        .containsExactlyInAnyOrder(
            "iikmc-kmeans",
            "iikmc-cpu",
            "iikmc-raster",
            "iikmc-job",
            "iikmc-wps",
            "iikmc-geoserver",
            "LICENSE");
  }

  @Test
  void noJarOfThePluginHoldsSignaturesLibrariesOrAClassPath() throws IOException {
    assertThat(plugin().keySet())
        .allMatch(
            name ->
                name.startsWith("org/iikmc/")
                    || name.startsWith("META-INF/")
                    || name.equals("applicationContext.xml"));
    assertThat(new String(plugin().get("META-INF/MANIFEST.MF"))).doesNotContain("Class-Path");
  }

  /**
   * But for the GPU backend, which is there if the profile tornado was on, and where only Java 25
   * looks: a server that scans all classes of the plugin fails on those that are too new for it.
   */
  @Test
  void allClassesAreForJava17() throws IOException {
    plugin()
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(".class") && !name.startsWith("META-INF/versions/25/")) {
                assertThat(bytes[6] << 8 | bytes[7]).as(name).isEqualTo(JAVA_17);
              }
            });
  }

  @Test
  void theBeansAreClassesOfThePlugin() throws Exception {
    Map<String, byte[]> plugin = plugin();
    Document beans =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(plugin.get("applicationContext.xml")));
    NodeList all = beans.getElementsByTagName("bean");
    assertThat(all.getLength()).isPositive();
    for (int i = 0; i < all.getLength(); i++) {
      String type = ((Element) all.item(i)).getAttribute("class");
      assertThat(plugin).containsKey(type.replace('.', '/') + ".class");
    }
  }
}
