/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.report.RunReport.Choice;
import org.iikmc.job.report.RunReport.Comparison;
import org.iikmc.job.report.RunReport.Consistency;
import org.iikmc.job.report.RunReport.Fit;
import org.iikmc.job.report.RunReport.PartialClass;
import org.iikmc.job.report.RunReport.PerScene;
import org.iikmc.job.report.RunReport.Pictures;
import org.iikmc.job.report.RunReport.Quality;
import org.iikmc.job.report.RunReport.SceneReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.job.signatures.SignatureSet.ClassSignature;
import org.iikmc.kmeans.ClassRules;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.StopReason;
import org.iikmc.kmeans.choice.ClusterValidity;
import org.iikmc.kmeans.choice.KTrial;
import org.iikmc.kmeans.choice.Suggestion;
import org.iikmc.raster.style.Palette;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportHtmlTest {
  private static final LocalDate APRIL = LocalDate.of(2025, 4, 1);

  @Test
  void isWellFormedAndRefersToNothingOutside() throws Exception {
    Document page = parse(ReportHtml.write(new Example().report()));

    for (Element each : elements(page, "*")) {
      for (String name : List.of("src", "href", "xlink:href", "action", "data")) {
        assertThat(each.getAttribute(name)).matches("|#[a-z]+|data:image/png;base64,.*");
      }
    }
    assertThat(elements(page, "script")).isEmpty();
    assertThat(elements(page, "link")).isEmpty();
    assertThat(elements(page, "style").get(0).getTextContent()).doesNotContain("url(", "@import");
  }

  @Test
  void linksOfContentsHaveTargets() throws Exception {
    Document page = parse(ReportHtml.write(new Example().report()));
    List<String> ids = elements(page, "section").stream().map(e -> e.getAttribute("id")).toList();
    assertThat(elements(page, "a"))
        .extracting(e -> e.getAttribute("href").substring(1))
        .isNotEmpty()
        .allMatch(ids::contains);
  }

  @Test
  void tellsHowTheNumberOfClassesWasChosen() throws Exception {
    Example example = new Example();
    ClusterValidity none = new ClusterValidity(900, Double.NaN, Double.NaN, Double.NaN);
    example.choice =
        Optional.of(
            new Choice(
                List.of(
                    new KTrial(1, none, 1, 2, true, 0.1),
                    new KTrial(2, new ClusterValidity(90, 0.71, 1234, 0.4), 0.97, 3, true, 0.2),
                    new KTrial(3, new ClusterValidity(80, 0.5, 987, 0.9), Double.NaN, 9, false, 3)),
                new Suggestion(2, "highest silhouette (0.71)")));

    Document page = parse(ReportHtml.write(example.report()));

    assertThat(text(page))
        .contains("3 numbers of classes were tried, and 2 was taken: highest silhouette (0.71).")
        .contains("2 (taken)", "0.710", "1,234", "0.400", "0.970");
    assertThat(elements(page, "section"))
        .extracting(section -> section.getAttribute("id"))
        .contains("choice");
    assertThat(ReportHtml.write(new Example().report())).doesNotContain("How many classes");
  }

  @Test
  void escapesWhatUsersName() throws Exception {
    Example example = new Example();
    example.sceneName = "<script>alert('1')</script>&\"\u0000\u0007\uD800";
    example.className = "<img src=x onerror=alert(1)>";
    example.settings = Map.of("a<b", "\"]]>&amp;");
    example.skipped = List.of("<b>");

    String html = ReportHtml.write(example.report());

    assertThat(html).doesNotContain("<script", "<img src=x", "<b>", "\u0000", "\u0007");
    assertThat(text(parse(html)))
        .contains("<script>alert('1')</script>&\"", "<img src=x onerror=alert(1)>", "\"]]>&amp;");
  }

  @Test
  void tellsWhereTheTimeWent() throws Exception {
    assertThat(text(parse(ReportHtml.write(new Example().report()))))
        .contains("1 min 5 s: read 0.50 s, cluster 1 min 3 s, measure 0.25 s, write 0.75 s");
  }

  @Test
  void picturesHaveTheColoursOfTheClasses() throws Exception {
    Example example = new Example();
    example.k = 200;
    byte[] labels = {0, 1, 3, (byte) 200};
    float nan = Float.NaN;
    example.pictures =
        new Pictures(2, 2, new float[] {nan, 0, 5, 10}, new float[4], new float[4], labels);
    RunReport report = example.report();

    List<Element> images = elements(parse(ReportHtml.write(report)), "img");

    BufferedImage scene = decode(images.get(0));
    assertThat(scene.getRGB(0, 0) >>> 24).as("alpha of no value").isZero();
    assertThat(scene.getRGB(1, 0) >>> 16).as("alpha and red of the least value").isEqualTo(0xFF00);
    assertThat(scene.getRGB(1, 1) >>> 16).as("of the greatest value").isEqualTo(0xFFFF);
    BufferedImage classes = decode(images.get(1));
    assertThat(classes.getRGB(0, 0) >>> 24).as("alpha of label 0").isZero();
    for (int p = 1; p < 4; p++) {
      Color color = report.signatures().classes().get((labels[p] & 0xFF) - 1).color();
      assertThat(classes.getRGB(p % 2, p / 2)).isEqualTo(color.getRGB());
    }
  }

  @Test
  void stretchesAllScenesAlike() throws Exception {
    // Values 0…99 in one scene, 100…199 in the other: a stretch per scene would make them equal.
    List<Pictures> series = new ArrayList<>();
    for (int first : new int[] {0, 100}) {
      float[] values = new float[100];
      byte[] labels = new byte[100];
      for (int p = 0; p < 100; p++) {
        values[p] = first + p;
        labels[p] = 1;
      }
      series.add(new Pictures(10, 10, values, values, values, labels));
    }
    ColorStretch stretch = new ColorStretch(series);
    int darkestOfSecond = stretch.colors(series.get(1)).getRGB(0, 0) & 0xFF;
    int brightestOfFirst = stretch.colors(series.get(0)).getRGB(9, 9) & 0xFF;
    assertThat(darkestOfSecond).isGreaterThanOrEqualTo(brightestOfFirst);
    assertThat(stretch.colors(series.get(0)).getRGB(0, 0) & 0xFF).isZero();
    assertThat(stretch.colors(series.get(1)).getRGB(9, 9) & 0xFF).isEqualTo(255);
  }

  @Test
  void showsScenesInOrderOfTimeAndUndatedOnesLast() throws Exception {
    Example example = new Example();
    example.dates = List.of(Optional.empty(), Optional.of(APRIL.plusDays(8)), Optional.of(APRIL));
    List<String> names =
        elements(parse(ReportHtml.write(example.report())), "figcaption").stream()
            .map(e -> e.getElementsByTagName("strong").item(0).getTextContent())
            .toList();
    assertThat(names).containsExactly("2025-04-01", "2025-04-09", "no date");
  }

  @Test
  void tellsScenesOfOneDayApart() {
    Example example = new Example();
    example.dates = List.of(Optional.of(APRIL), Optional.of(APRIL), Optional.of(APRIL.plusDays(1)));
    ReportView view = new ReportView(example.report());
    assertThat(view.scenes().stream().map(view::shortName))
        .containsExactly("2025-04-01 scene 0", "2025-04-01 scene 1", "2025-04-02");
  }

  @Test
  void tellsAreasOrElsePixels() throws Exception {
    Example example = new Example();
    assertThat(text(parse(ReportHtml.write(example.report())))).contains("Area in km²");
    example.areas = false;
    assertThat(text(parse(ReportHtml.write(example.report())))).doesNotContain("km²");
  }

  @Test
  void saysWhatIsNotDefined() throws Exception {
    Example example = new Example();
    example.k = 1;
    example.dates = List.of(Optional.empty());
    example.quality = new Quality(0, Double.NaN, Double.NaN, 1);
    String text = text(parse(ReportHtml.write(example.report())));
    assertThat(text).contains("not defined", "1 scene clustered into 1 class", "not known");
    assertThat(text).doesNotContain("NaN", "Infinity");
  }

  @Test
  void warnsOfWhatIsNotAsItShouldBe() throws Exception {
    Example example = new Example();
    assertThat(text(parse(ReportHtml.write(example.report())))).doesNotContain("Please note");

    example.stopReason = StopReason.MAX_ITERATIONS;
    example.skipped = List.of("cloudy");
    example.emptyClass = 2;
    assertThat(text(parse(ReportHtml.write(example.report()))))
        .contains("did not converge", "no pixel got this class: Class 3", "valid pixel: cloudy");
  }

  @Test
  void emptyClassHasNoCurve() {
    Example example = new Example();
    example.emptyClass = 2;
    SignatureChart chart = new SignatureChart(new ReportView(example.report()));
    assertThat(chart.shown()).containsExactly(0, 1, 3);
  }

  @Test
  void signaturesArePhysicalValues() {
    Example example = new Example();
    example.scale = 0.5;
    SignatureChart chart = new SignatureChart(new ReportView(example.report()));
    assertThat(chart.mean(1, 0)).isEqualTo(0.5 * 200 - 10);
    assertThat(chart.spread(1, 0)).isEqualTo(0.5 * 7);
  }

  @Test
  void saysThatSignaturesWereGiven() throws Exception {
    Example example = new Example();
    example.fitted = false;
    assertThat(text(parse(ReportHtml.write(example.report()))))
        .contains("classified with given signatures", "The signatures were given")
        .doesNotContain("Table of the iterations", "change threshold");
  }

  @Test
  void tellsSampleAndThreshold() throws Exception {
    Example example = new Example();
    example.fitPixels = 6;
    example.settings = Map.of("change-threshold", "0.01");
    assertThat(text(parse(ReportHtml.write(example.report()))))
        .contains("a sample of 6 pixels (10.0 %)", "change threshold 1.0 %");
  }

  @Test
  void theReaderSeesWhetherClassesKeepTheirGround() {
    Example example = new Example();
    assertThat(ReportHtml.write(example.report())).doesNotContain("id=\"consistency\"");
    List<PartialClass> partial =
        List.of(new PartialClass(1, List.of(example.report().scenes().get(0).name())));
    example.consistency =
        Optional.of(new Consistency(1234, 0.813, 0.7345, 0.61, 0.125, -0.25, partial));
    assertThat(ReportHtml.write(example.report()))
        .contains("1,234 pairs", "81.3 %", "0.735", "0.610", "12.5 %", ">0 %<", "only in");
    example.consistency =
        Optional.of(
            new Consistency(
                0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of()));
    assertThat(ReportHtml.write(example.report()))
        .contains("No two scenes have valid pixels on common ground")
        .doesNotContain("NaN", "only in");
  }

  @Test
  void comparesIfThatWasAskedFor() throws Exception {
    Example example = new Example();
    assertThat(ReportHtml.write(example.report())).doesNotContain("id=\"comparison\"");
    List<PerScene> scenes = List.of(new PerScene("scene 0", 7, 20));
    example.comparison = Optional.of(new Comparison(1.5, 40.25, 1234, 0.813, 0.334, scenes));
    assertThat(text(parse(ReportHtml.write(example.report()))))
        .contains("81.3 %", "33.4 %", "1,234 pairs", "1.500", "40.25")
        .contains("50.0 %"); // joint inertia 4 classes × 7.5 = 30 against 20
    example.comparison = Optional.of(new Comparison(1, 2, 0, Double.NaN, Double.NaN, scenes));
    assertThat(text(parse(ReportHtml.write(example.report()))))
        .contains("agreement is not defined")
        .doesNotContain("NaN");
  }

  @Test
  void takesThe255ClassesThatThereCanBe() throws Exception {
    Example example = new Example();
    example.k = 255;
    assertThat(text(parse(ReportHtml.write(example.report())))).contains("Class 255");
  }

  @Test
  void isTheSameForTheSameReportInEveryLocale() {
    Locale before = Locale.getDefault();
    String here = ReportHtml.write(new Example().report());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(ReportHtml.write(new Example().report())).isEqualTo(here);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static String text(Document page) {
    return page.getElementsByTagName("body").item(0).getTextContent();
  }

  private static List<Element> elements(Document page, String tag) {
    NodeList found = page.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static BufferedImage decode(Element image) throws Exception {
    String[] parts = image.getAttribute("src").split(",");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(parts[1])));
  }

  /**
   * A report of small scenes, each class with 5 pixels in each; tests change what they are about.
   */
  private static final class Example {
    int k = 4;
    int emptyClass = -1;
    String sceneName = "scene ";
    String className = "Class ";
    double scale = 1;
    boolean areas = true;
    boolean fitted = true;
    long fitPixels = Long.MAX_VALUE;
    StopReason stopReason = StopReason.CHANGE_THRESHOLD;
    Optional<ClassRules> rules = Optional.empty();
    Map<String, String> settings = Map.of("k", "4");
    List<String> skipped = List.of();
    List<Optional<LocalDate>> dates =
        List.of(
            Optional.of(APRIL), Optional.of(APRIL.plusDays(8)), Optional.of(APRIL.plusDays(16)));
    Quality quality = new Quality(90, 0.5, 0.4, 60);
    Optional<Consistency> consistency = Optional.empty();
    Optional<Comparison> comparison = Optional.empty();
    Optional<Choice> choice = Optional.empty();
    Pictures pictures =
        new Pictures(2, 1, new float[] {1, 2}, new float[2], new float[2], new byte[] {1, 0});

    RunReport report() {
      List<Color> colors = Palette.CATEGORICAL.colors(new double[k][2], Optional.empty());
      List<ClassSignature> classes = new ArrayList<>();
      long[] counts = new long[k];
      double[] inertia = new double[k];
      double[] squareKilometres = new double[k];
      for (int c = 0; c < k; c++) {
        counts[c] = c == emptyClass ? 0 : 5;
        inertia[c] = 7.5;
        squareKilometres[c] = counts[c] * 0.0009;
        classes.add(
            new ClassSignature(
                className + (c + 1),
                colors.get(c),
                counts[c] * dates.size(),
                new double[] {100 * (c + 1), 50},
                new double[] {7, 3}));
      }
      List<SceneReport> scenes = new ArrayList<>();
      for (Optional<LocalDate> date : dates) {
        scenes.add(
            new SceneReport(
                sceneName + scenes.size(),
                date,
                20,
                10,
                Optional.of("EPSG:32642"),
                sceneName + scenes.size() + "_classes.tif",
                Optional.empty(),
                counts,
                0,
                areas ? Optional.of(squareKilometres) : Optional.empty(),
                inertia,
                quality.simplifiedSilhouette(),
                pictures));
      }
      long pixels = scenes.stream().mapToLong(SceneReport::pixels).sum();
      Fit fit =
          new Fit(
              Math.min(pixels, fitPixels),
              List.of(
                  new Iteration(1, 3, Math.min(pixels, fitPixels), 200, 12, List.of(), 1_000_000),
                  new Iteration(2, 3, 0, 90, 0, List.of(), 900_000)),
              stopReason,
              rules);
      return new RunReport(
          Instant.EPOCH,
          new RunReport.Stages(0.5, 63, 0.25, 0.75),
          "CPU",
          settings,
          new SignatureSet(List.of("B1", "B2"), classes),
          new RunReport.PhysicalValues(
              List.of(scale, scale),
              scale == 1 ? List.of(0.0, 0.0) : List.of(-10.0, -10.0),
              "value as stored",
              null),
          scenes,
          skipped,
          List.of(),
          fitted ? Optional.of(fit) : Optional.empty(),
          quality,
          consistency,
          comparison,
          choice);
    }
  }
}
