/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iikmc.kmeans.choice.ClassCounts;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.style.Palette;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTest {
  private static Given cluster(String... namesAndTexts) {
    Map<String, String> texts = new java.util.HashMap<>(Map.of("out", "maps"));
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return new Given(Door.CLUSTER_COMMAND, texts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "0", "256", "7.9", "8 classes", "0x8", "99999999999999"})
  void aWholeNumberOutOfRangeIsRefusedWithTheRange(String text) {
    assertThatThrownBy(() -> cluster("k", text))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "k is '"
                + text
                + "', but must be a whole number from 1 to 255, or a range such as 4..16 or"
                + " 4..32:4.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-0.1", "1.01", "1,5", "0x1p-3", "0.5f", "half"})
  void aNumberOutOfRangeIsRefused(String text) {
    assertThatThrownBy(() -> cluster("changeThreshold", text))
        .hasMessage(
            "changeThreshold is '" + text + "', but must be a share from 0 to 1 (0.01 is 1 %).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "device | tpu | device is 'tpu', but must be one of auto, cpu, gpu, spark.",
        "palette | red | palette is 'red', but must be one of categorical, natural.",
        "skipEmpty | yes | skipEmpty is 'yes', but must be true or false.",
        "memory | 1k | memory is '1k', but must be an amount of memory, for example 512m or 2g.",
        "sample | 0 | sample is '0', but must be a share above 0 and at most 1.",
        "nodata | none | nodata is 'none', but must be a number.",
      })
  void otherKindsAreRefusedWithWhatThereIs(String name, String text, String message) {
    assertThatThrownBy(() -> cluster(name, text)).hasMessage(message);
  }

  @Test
  void readsWhatUsersWrite() {
    Given given = cluster("k", " 12 ", "sample", "1e-2", "skipEmpty", "TRUE", "palette", "Natural");
    assertThat(given.get(Options.K)).isEqualTo(ClassCounts.of(12));
    assertThat(given.get(Options.SAMPLE)).isEqualTo(0.01);
    assertThat(given.get(Options.SKIP_EMPTY)).isTrue();
    assertThat(given.get(Options.PALETTE)).isEqualTo(Palette.NATURAL);
    assertThat(given.get(Options.OUT)).isEqualTo(Path.of("maps"));
    assertThat(cluster("nodata", "nan").get(Options.NODATA)).isNaN();
  }

  @Test
  void aRangeOfNumbersOfClassesMustRise() {
    assertThat(cluster("k", "4..32:4").get(Options.K)).isEqualTo(new ClassCounts(4, 32, 4));
    assertThatThrownBy(() -> cluster("k", "16..4"))
        .isInstanceOf(InputException.class)
        .hasMessage("k is '16..4', but must be a range that rises, such as 4..16.");
  }

  @Test
  void whatIsNotGivenHasItsDefaultAndIsNotFound() {
    Given given = cluster("seed", " ");
    assertThat(given.get(Options.SEED)).isEqualTo(1);
    assertThat(given.find(Options.SEED)).isEmpty();
    assertThat(given.get(Options.CHANGE_THRESHOLD)).isEqualTo(0.01);
    assertThatThrownBy(() -> new Given(Door.CLUSTER_COMMAND, Map.of()))
        .hasMessage("out is missing; give a path.");
  }

  @Test
  void theReportSaysWhatWasGivenAndTheDefaultsInTheOrderOfTheOptions() {
    Given given = cluster("nodata", "-9999", "maxIterations", "7", "aoi", "area.json");
    assertThat(
            given.report(EnumSet.of(Topic.CLUSTERING, Topic.PIXELS), Map.of(Options.INIT, "drawn")))
        .containsExactly(
            Map.entry("k", "8"),
            Map.entry("init", "drawn"),
            Map.entry("harmonize", "auto"),
            Map.entry("metric", "within"),
            Map.entry("method", "kmeans"),
            Map.entry("order", "none"),
            Map.entry("change-threshold", "0.01"),
            Map.entry("shift-tolerance", "0.0"),
            Map.entry("max-iterations", "7"),
            Map.entry("seed", "1"),
            Map.entry("sample", "1.0"),
            Map.entry("bands", "default"),
            Map.entry("resolution", "as stored"),
            Map.entry("nodata", "also -9999.0"),
            Map.entry("mask", "qa"),
            Map.entry("leave-out", "cloud,shadow,cirrus"),
            Map.entry("overview", "0"),
            Map.entry("aoi", "area.json"));
  }

  @Test
  void signaturesOfAddressesAreNotTold() {
    Given given =
        cluster("mask", "https://host/m.tif?sig=secret", "aoi", "https://host/a.json?sig=secret");
    assertThat(given.report(EnumSet.of(Topic.PIXELS), Map.of()))
        .containsEntry("mask", "https://host/m.tif")
        .containsEntry("aoi", "https://host/a.json");
    assertThat(given.get(Options.MASK)).isEqualTo("https://host/m.tif?sig=secret");
    assertThat(Given.refused(Options.MASK, "https://host/m.tif?sig=secret", "a raster"))
        .hasMessage("mask is 'https://host/m.tif', but must be a raster.");
  }

  @ParameterizedTest
  @CsvSource({
    "'snow,water', 'snow,water'",
    "' Water , CLOUD,water', 'water,cloud'",
    "none, none",
    "NONE, none",
    "'cloud,shadow,cirrus,snow,water,saturated,aerosol,haze', 'cloud,shadow,cirrus,snow,water,saturated,aerosol,haze'",
  })
  void conditionsToLeaveOut(String text, String reported) {
    Given given = cluster("leaveOut", text);
    assertThat(given.report(EnumSet.of(Topic.PIXELS), Map.of()))
        .containsEntry("leave-out", reported);
    assertThat(cluster("leaveOut", reported).get(Options.LEAVE_OUT))
        .isEqualTo(given.get(Options.LEAVE_OUT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clouds", "cloud,", ",", "cloud;snow", "fill", "none,cloud", "cloud,none"})
  void aWordThatIsNoCondition(String text) {
    assertThatThrownBy(() -> cluster("leaveOut", text))
        .hasMessage(
            "leaveOut is '"
                + text
                + "', but must be none, or some of cloud, shadow, cirrus, snow, water, saturated,"
                + " aerosol, haze with commas between them.");
  }

  @Test
  void whatIsLeftOutByDefault() {
    assertThat(Options.LEAVE_OUT.standardValue()).isEqualTo(PixelCondition.standard());
  }

  @ParameterizedTest
  @EnumSource
  void everyOptionOfADoorHasAnotherNameAndADefaultThatItTakes(Door door) {
    Set<String> names = new HashSet<>();
    for (Option<?> option : Options.of(door)) {
      assertThat(names.add(option.name())).as(option.name()).isTrue();
      assertThat(option.help(door)).as(option.name()).endsWith(".").doesNotContain("--");
      option
          .standard()
          .ifPresent(text -> assertThat(option.kind().parse(text)).as(option.name()).isPresent());
    }
    assertThat(names).isNotEmpty();
  }

  @Test
  void allOptionsAreInTheCatalogue() throws IllegalAccessException {
    List<Option<?>> listed =
        Arrays.stream(Door.values()).flatMap(door -> Options.of(door).stream()).toList();
    for (var field : Options.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        assertThat(listed).as(field.getName()).contains((Option<?>) field.get(null));
      }
    }
  }
}
