/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the plugins find in their GeoServer what they were compiled against. Of each line of
 * GeoServer there is a list of the classes and members that were found in a real one; what a plugin
 * needs beyond it fails here, and not in an administrator's server.
 */
class PluginLinksIT {
  private static final Path LISTS = Path.of("../geoserver/src/api/lines");

  static Stream<PluginZip> zips() {
    return PluginZip.all();
  }

  private static Path list(PluginZip zip) {
    return LISTS.resolve(zip.line() + ".txt");
  }

  @ParameterizedTest
  @MethodSource("zips")
  void everyLinkOfThePluginWasFoundInARealServerOfItsLine(PluginZip zip) throws IOException {
    Map<String, String> needed = ClassLinks.of(zip.content());
    Set<String> found = new TreeSet<>(Files.readAllLines(list(zip)));
    assertThat(needed)
        .as("needed, by whom; compare with a GeoServer %s: see CONTRIBUTING.md", zip.line())
        .allSatisfy((link, by) -> assertThat(found).contains(link));
    assertThat(found).as("needed no more; take it out").isSubsetOf(needed.keySet());
  }

  /** {@code -Dgeoserver.line=2.28 -Dgeoserver.lib=…/WEB-INF/lib}, and {@code -Dlinks=write}. */
  @Test
  void theLinksAreInTheServerThatIsGiven() throws IOException {
    String lib = System.getProperty("geoserver.lib");
    assumeTrue(lib != null, "no GeoServer is given");
    String line = System.getProperty("geoserver.line");
    PluginZip zip = zips().filter(each -> each.line().equals(line)).findFirst().orElseThrow();
    Map<String, String> needed = ClassLinks.of(zip.content());
    ServerJars server = new ServerJars(Path.of(lib), zip.content());
    assertThat(needed).allSatisfy((link, by) -> assertThat(server.has(link)).as(link).isTrue());
    if ("write".equals(System.getProperty("links"))) {
      Files.write(list(zip), List.copyOf(needed.keySet()));
    }
  }
}
