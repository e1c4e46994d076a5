/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The descriptions in the QGIS plugin are those of the processes. */
class QgisDescriptionsTest {
  private static final Path BUNDLED = Path.of("../qgis/src/main/python/iikmc/descriptions.xml");
  private static final String REQUEST =
      "/wps?service=WPS&version=1.0.0&request=DescribeProcess&identifier="
          + "iikmc:ClassifySeries,iikmc:Cluster,iikmc:Classify";

  @Test
  void theyAreWhatAServerSays(@TempDir Path folder) throws Exception {
    Path scenes = Files.createDirectory(folder.resolve("scenes"));
    try (ServerFixture server = new ServerFixture(scenes, folder.resolve("data"))) {
      assertThat(descriptions(Files.readAllBytes(BUNDLED)))
          .as("%s differs: save the answer to %s there, indented", BUNDLED, REQUEST)
          .isEqualTo(descriptions(server.bytes(REQUEST).body()));
    }
  }

  /** One line for each text and attribute, in the order of the document. */
  private static List<String> descriptions(byte[] document)
      throws ParserConfigurationException, IOException, SAXException {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(document))
            .getDocumentElement();
    List<String> lines = new ArrayList<>();
    NodeList processes = root.getElementsByTagName("ProcessDescription");
    for (int i = 0; i < processes.getLength(); i++) {
      collect(processes.item(i), "", lines);
    }
    assertThat(lines).hasSizeGreaterThan(100);
    return lines;
  }

  private static void collect(Node node, String path, List<String> lines) {
    String here = path + "/" + node.getNodeName();
    if (node.getNodeType() == Node.TEXT_NODE && !node.getNodeValue().isBlank()) {
      lines.add(here + " " + node.getNodeValue().strip());
    }
    for (int i = 0; node.getAttributes() != null && i < node.getAttributes().getLength(); i++) {
      Node attribute = node.getAttributes().item(i);
      lines.add(here + "@" + attribute.getNodeName() + " " + attribute.getNodeValue());
    }
    NodeList children = node.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      collect(children.item(i), here, lines);
    }
  }
}
