/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The structure that the schema of SLD 1.0.0 asks for; the schema itself is not at hand. */
class SldWriterTest {
  private static final String SLD = "http://www.opengis.net/sld";

  private static Document parse(String name, ClassStyle style) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    String text = SldWriter.write(name, style);
    assertThat(text).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").endsWith("\n");
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  private static ClassStyle style() {
    return new ClassStyle(
        List.of("water & <reeds>", "say \"forest\" ö"), List.of(new Color(0, 114, 178), Color.RED));
  }

  private static List<Element> children(Node parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        assertThat(element.getNamespaceURI()).isEqualTo(SLD);
        found.add(element);
      }
    }
    return found;
  }

  private static List<String> names(Node parent) {
    return children(parent).stream().map(Node::getLocalName).toList();
  }

  @Test
  void aClassifyingStyleGivesTheProcessItsSignaturesAsText() throws Exception {
    String signatures = "{\"bands\":[\"a<b\"]}";
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    String text = SldWriter.writeClassifying("classify", style(), signatures);
    Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    Element style = (Element) document.getElementsByTagNameNS(SLD, "FeatureTypeStyle").item(0);
    assertThat(names(style)).containsExactly("Transformation", "Rule");
    String ogc = "http://www.opengis.net/ogc";
    var functions = document.getElementsByTagNameNS(ogc, "Function");
    assertThat(((Element) functions.item(0)).getAttribute("name")).isEqualTo("iikmc:Classify");
    var literals = document.getElementsByTagNameNS(ogc, "Literal");
    assertThat(literals.item(0).getTextContent()).isEqualTo("coverage");
    assertThat(literals.item(1).getTextContent()).isEqualTo("signatures");
    assertThat(literals.item(2).getTextContent()).isEqualTo(signatures);
  }

  @Test
  void elementsStandInTheOrderOfTheSchema() throws Exception {
    Element root = parse("classes", style()).getDocumentElement();
    assertThat(root.getLocalName()).isEqualTo("StyledLayerDescriptor");
    assertThat(root.getNamespaceURI()).isEqualTo(SLD);
    assertThat(root.getAttribute("version")).isEqualTo("1.0.0");
    assertThat(names(root)).containsExactly("NamedLayer");
    Element layer = children(root).get(0);
    assertThat(names(layer)).containsExactly("Name", "UserStyle");
    Element style = children(layer).get(1);
    assertThat(names(style)).containsExactly("Name", "Title", "FeatureTypeStyle");
    Element rules = children(style).get(2);
    assertThat(names(rules)).containsExactly("Rule");
    assertThat(names(children(rules).get(0))).containsExactly("RasterSymbolizer");
    Element symbolizer = children(children(rules).get(0)).get(0);
    assertThat(names(symbolizer)).containsExactly("Opacity", "ColorMap");
    assertThat(children(symbolizer).get(1).getAttribute("type")).isEqualTo("values");
    assertThat(children(layer).get(0).getTextContent()).isEqualTo("classes");
  }

  private static List<List<String>> entries(Document document) {
    var all = document.getElementsByTagNameNS(SLD, "ColorMapEntry");
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .map(
            entry ->
                List.of(
                    entry.getAttribute("quantity"),
                    entry.getAttribute("color"),
                    entry.getAttribute("label")))
        .toList();
  }

  @Test
  void oneEntryPerClassAndNoneForNoData() throws Exception {
    assertThat(entries(parse("classes", style())))
        .containsExactly(
            List.of("1", "#0072b2", "water & <reeds>"),
            List.of("2", "#ff0000", "say \"forest\" ö"));
  }

  @Test
  void twoHundredAndFiftyFiveClasses() throws Exception {
    ClassStyle style =
        new ClassStyle(
            IntStream.rangeClosed(1, 255).mapToObj(c -> "class " + c).toList(),
            Palette.CATEGORICAL.colors(new double[255][1], java.util.Optional.empty()));
    List<List<String>> entries = entries(parse("classes", style));
    assertThat(entries).hasSize(255);
    assertThat(entries.get(254).get(0)).isEqualTo("255");
    assertThat(entries.get(254).get(2)).isEqualTo("class 255");
  }

  @Test
  void aNameIsEscaped() throws Exception {
    Document document = parse("a<b> & 'c'", style());
    assertThat(document.getElementsByTagNameNS(SLD, "Name").item(0).getTextContent())
        .isEqualTo("a<b> & 'c'");
  }
}
