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
import java.util.TreeSet;
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

  /** Colours of the map without what is painted over it. */
  private Set<Integer> colors() {
    BufferedImage shot;
    try {
      shot = ImageIO.read(new ByteArrayInputStream(page.locator("#map").screenshot()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<Integer> colors = new TreeSet<>();
    for (int y = 80; y < shot.getHeight() - 120; y++) {
      for (int x = 60; x < shot.getWidth() - 20; x++) {
        colors.add(shot.getRGB(x, y) & 0xFFFFFF);
      }
    }
    return colors;
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

    Locator name = page.locator("#legend tbody tr").first().locator("input");
    name.fill("deep water");
    name.press("Tab");
    page.reload();
    page.locator("#series").selectOption("browser"); // other tests publish, too
    assertThat(page.locator("#legend tbody tr").first().locator("input").inputValue())
        .isEqualTo("deep water");
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
    assertThat(page.locator("#legend tbody input").first().inputValue()).isIn("heath", "meadow");
  }

  @Test
  void aRefusalIsOneReadableSentence() {
    page.locator("#input-prefix").fill("bad");
    page.locator("#input-k").fill("many");
    page.locator("#input-layers").selectOption("scenes:sim_20240115");
    page.locator("#start").click();
    PlaywrightAssertions.assertThat(page.locator("#problem"))
        .hasText("k is \u2018many\u2019, but must be a whole number from 1 to 255.");
  }

  @Test
  void withoutATokenNothingIsPublished() {
    page.locator("#token").fill("");
    classify("stranger");
    PlaywrightAssertions.assertThat(page.locator("#problem")).containsText("token");
  }
}
