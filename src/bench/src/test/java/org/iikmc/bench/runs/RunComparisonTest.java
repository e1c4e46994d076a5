/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.iikmc.job.report.RunReport;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RunComparisonTest {
  private static final Machine MACHINE = new Machine("A & B", 4, "Java 17", "Linux 6");

  /** 20 s, of which the JVM took 2; and 5 s, of which it took 1. */
  private static final RunComparison TWO =
      new RunComparison(
          MACHINE,
          List.of("--k", "8"),
          List.of(
              new Standing("slow", List.of(run(20, 1, 10, 3, 4)), null),
              new Standing("fast", List.of(run(5, 1, 1, 1, 1)), null),
              new Standing("broken", List.of(), "exit status 3: no memory")));

  @Test
  void tableComparesWithTheFirst() {
    List<String> lines = TWO.table().lines().toList();
    assertThat(lines.get(0)).isEqualTo("A & B, 4 cores, Java 17, Linux 6");
    assertThat(lines.get(2).split(" {2,}"))
        .containsExactly(
            "slow", "2.00 s", "1.00 s", "10.00 s", "3.00 s", "4.00 s", "20.00 s", "1.0x", "3 MiB");
    assertThat(lines.get(3)).startsWith("fast ").contains(" 1.00 s ").contains(" 4.0x ");
    assertThat(lines.get(4)).matches("broken +failed: exit status 3: no memory");
  }

  @Test
  void medianIsOneOfTheRounds() {
    WholeRun middle = run(6, 1, 2, 1, 1);
    List<WholeRun> odd = List.of(run(9, 1, 1, 1, 1), run(5, 1, 1, 1, 1), middle);
    assertThat(new Standing("odd", odd, null).median()).isSameAs(middle);
    List<WholeRun> even = new ArrayList<>(odd);
    even.add(run(7, 1, 1, 1, 1));
    assertThat(new Standing("even", even, null).median()).isSameAs(middle);
  }

  @Test
  void documentHoldsAllRounds() throws Exception {
    JsonNode json = new ObjectMapper().readTree(TWO.json());
    assertThat(json.at("/machine/cores").asInt()).isEqualTo(4);
    assertThat(json.at("/standings/0/rounds/0/stages/cluster").asDouble()).isEqualTo(10);
    assertThat(json.at("/standings/0/rounds/0/rest").asDouble()).isEqualTo(2);
    assertThat(json.at("/standings/0/failure").isMissingNode()).isTrue();
    assertThat(json.at("/standings/2/failure").asText()).contains("no memory");
  }

  @Test
  void barsAreAsLongAsTheirStages() throws Exception {
    Document plot = parse(StagePlot.of(TWO));
    // The axis goes from 0 to 20 s: 4 steps of 5.
    assertThat(texts(plot))
        .contains("0", "5", "20", "seconds of wall time", "slow", "fast", "20.0 s", "5.0 s")
        .contains("A & B, 4 cores, Java 17, Linux 6")
        .doesNotContain("broken");
    List<Element> rectangles = elements(plot, "rect");
    // The ground, five of the legend, then the stages of each bar.
    List<Element> slow = rectangles.subList(6, 11);
    double perSecond = Double.parseDouble(slow.get(2).getAttribute("width")) / 10;
    double[] seconds = {2, 1, 10, 3, 4};
    double x = Double.parseDouble(slow.get(0).getAttribute("x"));
    for (int i = 0; i < 5; i++) {
      assertThat(Double.parseDouble(slow.get(i).getAttribute("x"))).isEqualTo(x);
      double width = Double.parseDouble(slow.get(i).getAttribute("width"));
      assertThat(width).isEqualTo(seconds[i] * perSecond);
      x += width;
    }
    assertThat(rectangles).hasSize(16);
  }

  private static WholeRun run(
      double all, double read, double cluster, double measure, double write) {
    RunReport.Stages stages = new RunReport.Stages(read, cluster, measure, write);
    return new WholeRun(all, stages, all - stages.total(), 3L << 20, 10, 1000);
  }

  private static Document parse(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static List<String> texts(Document plot) {
    return elements(plot, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Document plot, String name) {
    NodeList found = plot.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
