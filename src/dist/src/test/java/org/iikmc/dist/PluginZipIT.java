/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What an administrator drops into GeoServer, looked into. */
class PluginZipIT {
  private static final int JAVA_17 = 61;

  static Stream<PluginZip> zips() {
    return PluginZip.all();
  }

  @ParameterizedTest
  @MethodSource("zips")
  void itHoldsThePluginAndTheLicence(PluginZip zip) {
    assertThat(zip.files().keySet())
        .map(name -> name.replaceFirst("-[0-9].*\\.jar", ""))
        .filteredOn(name -> !name.equals("iikmc-gpu"))
        .containsExactlyInAnyOrder("iikmc-geoserver", "LICENSE", "THIRD-PARTY.txt");
    assertThat(new String(zip.files().get("THIRD-PARTY.txt"), StandardCharsets.UTF_8))
        .contains("jackson-databind", "jts-io-common", "json-simple", "org.tukaani:xz");
  }

  @ParameterizedTest
  @MethodSource("zips")
  void noJarHoldsSignaturesForeignNamesOrAClassPath(PluginZip zip) throws IOException {
    Map<String, byte[]> plugin = zip.content();
    assertThat(plugin.keySet())
        .allMatch(
            name ->
                name.startsWith("org/iikmc/")
                    || name.startsWith("META-INF/")
                    || name.equals("applicationContext.xml"));
    assertThat(new String(plugin.get("META-INF/MANIFEST.MF"), StandardCharsets.UTF_8))
        .contains("Implementation-Version")
        .doesNotContain("Class-Path");
  }

  /**
   * But for the GPU backend, which is there if the profile tornado was on, and where only Java 25
   * looks: a server that scans all classes of the plugin fails on those that are too new for it.
   */
  @ParameterizedTest
  @MethodSource("zips")
  void noClassIsForALaterJavaThan17(PluginZip zip) throws IOException {
    zip.content()
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(".class") && !name.startsWith("META-INF/versions/25/")) {
                assertThat(bytes[6] << 8 | bytes[7]).as(name).isLessThanOrEqualTo(JAVA_17);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("zips")
  void theBeansAreClassesOfThePlugin(PluginZip zip) throws Exception {
    Map<String, byte[]> plugin = zip.content();
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
