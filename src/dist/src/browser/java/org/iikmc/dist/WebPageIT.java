/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web page in a real browser, against the packaged server. Skipped where Chromium is not. */
class WebPageIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Set<Integer> PALETTE = Set.of(0x0072b2, 0x009e73, 0xf0e442, 0xd55e00);
  private static final double PATIENCE_MILLIS = 60_000;

  @TempDir static Path folder;
  private static ServedJar server;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> errors = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not installed");
    Path scenes = folder.resolve("scenes");
    ServedJar.run(
        "simulate", "--out", scenes.toString(), "--scenes", "3", "--size", "300", "--quiet");
    server = new ServedJar(scenes, folder.resolve("data"));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      playwright.close();
      server.close();
    }
  }

  @BeforeEach
  void open() {
    page = browser.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onPageError(errors::add);
    page.navigate(server.address() + "?token=" + ServedJar.TOKEN);
  }

  @AfterEach
  void close() {
    page.close();
    assertThat(errors).isEmpty();
  }

  private void classify(String prefix) {
    Locator layers = page.locator("#input-layers");
    layers.selectOption(
        new String[] {"scenes:sim_20240115", "scenes:sim_20240515", "scenes:sim_20240914"});
    page.locator("#input-prefix").fill(prefix);
    page.locator("#input-k").fill("4");
    page.locator("#start").click();
  }

  private void isDone() {
    PlaywrightAssertions.assertThat(page.locator("#task"))
        .hasText(
            "Done",
            new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                .setTimeout(PATIENCE_MILLIS));
  }

  /** How many pixels of the map have a colour, without what is painted over it. */
  private Map<Integer, Integer> pixels() {
    BufferedImage shot;
    try {
      shot = ImageIO.read(new ByteArrayInputStream(page.locator("#map").screenshot()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<Integer, Integer> pixels = new TreeMap<>();
    for (int y = 80; y < shot.getHeight() - 120; y++) {
      for (int x = 60; x < shot.getWidth() - 20; x++) {
        pixels.merge(shot.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
      }
    }
    return pixels;
  }

  private Set<Integer> colors() {
    return pixels().keySet();
  }

  @Test
  void aSeriesIsClassifiedFromThePageAndShownInItsColours() {
    assertThat(page.url()).doesNotContain(ServedJar.TOKEN);
    classify("browser");
    isDone();
    page.locator("#compare").selectOption("none");
    page.locator("#time").fill("1"); // in May, when all kinds of ground are there
    // Blue, green, yellow and vermilion, as the legend says too; not every class is on every date.
    page.waitForCondition(() -> colors().stream().filter(PALETTE::contains).count() >= 2);
    assertThat(page.locator("#legend tbody tr").count()).isEqualTo(4);
    assertThat(page.locator("#when").textContent()).isEqualTo("2024-05-15");
    page.locator("#time").fill("2");
    assertThat(page.locator("#when").textContent()).isEqualTo("2024-09-14");

    page.locator("#map").focus();
    page.keyboard().press("Enter");
    PlaywrightAssertions.assertThat(page.locator("#point"))
        .containsText(java.util.regex.Pattern.compile("Class [1-4]|No class here"));

    Locator name = page.locator("#class-1-name");
    name.fill("deep water");
    name.press("Tab");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("class-1-group");
    page.reload();
    page.locator("#series").selectOption("browser"); // other tests publish, too
    assertThat(page.locator("#class-1-name").inputValue()).isEqualTo("deep water");
    PlaywrightAssertions.assertThat(page.locator("#legend-state")).containsText("not saved");
    page.locator("#undo-legend").click();
    assertThat(page.locator("#class-1-name").inputValue()).isEqualTo("Class 1");
  }

  private void edit(Page in, String field, String value) {
    in.locator("#class-" + field).fill(value);
    in.locator("#class-" + field).blur();
  }

  private static void save(Page in) {
    in.locator("#save-legend").click();
    PlaywrightAssertions.assertThat(in.locator("#legend-state")).hasText("Saved on the server.");
  }

  /** As somebody else sees it, who has never been here. */
  private Page another(String series) {
    Page other = browser.newContext().newPage();
    other.setDefaultTimeout(PATIENCE_MILLIS);
    other.onPageError(errors::add);
    other.navigate(server.address() + "?token=" + ServedJar.TOKEN);
    other.locator("#series").selectOption(series);
    return other;
  }

  @Test
  void aLegendIsSavedOnTheServerForAll() {
    classify("named");
    isDone();
    page.locator("#compare").selectOption("none");
    page.locator("#time").fill("1");
    page.waitForCondition(() -> colors().stream().filter(PALETTE::contains).count() >= 2);
    Page earlier = another("named");

    for (int c = 1; c <= 4; c++) {
      edit(page, c + "-color", "#12345" + c);
    }
    edit(page, "1-name", "Lake");
    edit(page, "1-group", "water");
    edit(page, "2-group", "water");
    Set<Integer> wanted = Set.of(0x123451, 0x123453, 0x123454);
    page.waitForCondition(
        () -> colors().stream().anyMatch(wanted::contains) && !colors().contains(0x123452));
    Locator group = page.locator("#legend tr.group");
    PlaywrightAssertions.assertThat(group).containsText("water");
    assertThat(Double.parseDouble(group.locator("td").textContent()))
        .isCloseTo(area(1) + area(2), org.assertj.core.api.Assertions.within(0.011));
    save(page);
    page.waitForCondition(() -> colors().stream().anyMatch(wanted::contains));

    Page fresh = another("named");
    assertThat(fresh.locator("#class-1-name").inputValue()).isEqualTo("Lake");
    assertThat(fresh.locator("#class-2-group").inputValue()).isEqualTo("water");
    assertThat(fresh.locator("#class-3-color").inputValue()).isEqualTo("#123453");
    PlaywrightAssertions.assertThat(fresh.locator("#save-legend")).isDisabled();

    edit(earlier, "1-name", "Sea");
    edit(earlier, "4-name", "Sand");
    earlier.locator("#save-legend").click();
    Locator conflict = earlier.locator("#legend-conflict");
    PlaywrightAssertions.assertThat(conflict).containsText("Somebody else has saved a legend");
    PlaywrightAssertions.assertThat(conflict.locator("tbody tr").first())
        .containsText("Lake, in water");
    PlaywrightAssertions.assertThat(conflict.locator("tbody tr").first()).containsText("Sea");
    assertThat(earlier.locator("#class-4-name").inputValue()).isEqualTo("Sand");
    conflict.locator("button").last().click();
    PlaywrightAssertions.assertThat(earlier.locator("#legend-state"))
        .hasText("Saved on the server.");
    fresh.reload();
    fresh.locator("#series").selectOption("named");
    assertThat(fresh.locator("#class-1-name").inputValue()).isEqualTo("Sea");
    assertThat(fresh.locator("#class-2-group").inputValue()).isEqualTo("water");
    assertThat(fresh.locator("#class-4-name").inputValue()).isEqualTo("Sand");
    assertThat(fresh.locator("#class-4-color").inputValue()).isEqualTo("#123454");

    edit(page, "3-name", "Fir"); // since page has saved, another has
    page.locator("#save-legend").click();
    page.locator("#legend-conflict button").first().click();
    assertThat(page.locator("#class-3-name").inputValue()).isEqualTo("Class 3");
    assertThat(page.locator("#class-4-name").inputValue()).isEqualTo("Sand");
    earlier.context().close();
    fresh.context().close();
  }

  private double area(int label) {
    return Double.parseDouble(
        page.locator("#legend tr:has(#class-" + label + "-name) td").last().textContent());
  }

  @Test
  void withoutATokenALegendStaysInTheBrowser() {
    classify("private");
    isDone();
    page.locator("#token").fill("");
    edit(page, "1-name", "Lake");
    page.locator("#save-legend").click();
    PlaywrightAssertions.assertThat(page.locator("#problem")).containsText("token");
    assertThat(page.locator("#class-1-name").inputValue()).isEqualTo("Lake");
    PlaywrightAssertions.assertThat(page.locator("#save-legend")).isEnabled();
  }

  @Test
  void doubtfulPixelsAreTransparentIfThatIsWished() {
    page.locator("#advanced summary").click();
    page.locator("#input-confidence").selectOption("true");
    classify("doubtful");
    isDone();
    page.locator("#compare").selectOption("none");
    page.locator("#time").fill("1");
    page.waitForCondition(() -> colors().stream().filter(PALETTE::contains).count() >= 2);
    int plain = colors().size();
    page.locator("#fade").fill("100");
    // As many tones of each class as there are margins.
    page.waitForCondition(() -> colors().size() > plain + 100);
    page.locator("#map").focus();
    page.keyboard().press("Enter");
    PlaywrightAssertions.assertThat(page.locator("#point"))
        .containsText(
            java.util.regex.Pattern.compile(
                "margin [0-9]+ %, [0-9.]+ standard deviations|No class here"));
    page.locator("#fade").fill("0");
    page.waitForCondition(() -> colors().size() <= plain);
  }

  /** Points in rows over the simulated ground, which begins about (500000, 3550000). */
  private static String points() {
    StringBuilder csv = new StringBuilder("x,y,cover\n");
    for (int i = 0; i < 400; i++) {
      csv.append(500_500 + i % 20 * 400).append(',').append(3_549_500 - i / 20 * 400);
      csv.append(i % 3 == 0 ? ",meadow\n" : ",heath\n");
    }
    return csv.toString();
  }

  @Test
  void aSeriesIsComparedWithPointsAndNamedAfterThem() throws IOException {
    classify("judged");
    isDone();
    page.locator("#reference")
        .setInputFiles(Files.writeString(folder.resolve("points.csv"), points()));
    page.locator("#judge-start").click();
    PlaywrightAssertions.assertThat(page.locator("#problem"))
        .containsText("coordinates x and y, but does not say in which reference system");
    page.locator("#judge summary").click();
    page.locator("#reference-crs").fill("EPSG:32642");
    page.locator("#judge-start").click();
    Locator table = page.locator("#comparison table").first();
    PlaywrightAssertions.assertThat(table.locator("thead")).containsText("meadow");
    assertThat(table.locator("tbody tr").count()).isEqualTo(4);
    page.locator("#comparison button").click();
    assertThat(page.locator("#class-1-name").inputValue()).isIn("heath", "meadow");
  }

  @Test
  void aRefusalIsOneReadableSentence() {
    page.locator("#input-prefix").fill("bad");
    page.locator("#input-k").fill("many");
    page.locator("#input-layers").selectOption("scenes:sim_20240115");
    page.locator("#start").click();
    PlaywrightAssertions.assertThat(page.locator("#problem"))
        .hasText(
            "k is \u2018many\u2019, but must be a whole number from 1 to 255, or a range such as"
                + " 4..16 or 4..32:4.");
  }

  @Test
  void withoutATokenNothingIsPublished() {
    page.locator("#token").fill("");
    classify("stranger");
    PlaywrightAssertions.assertThat(page.locator("#problem")).containsText("token");
  }
}
