/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesSimulatorTest {
  private static final int BLUE = 0;
  private static final int NIR = 3;
  private static final SeriesSimulator SERIES = simulator(5, 256, 11, 1);

  @Test
  void sameSettingsGiveTheSameSceneInWhateverOrder() {
    SeriesSimulator again = simulator(5, 256, 11, 1);
    again.scene(4);
    SimulatedScene scene = again.scene(2);
    SimulatedScene expected = SERIES.scene(2);
    assertThat(scene.originX()).isEqualTo(expected.originX());
    assertThat(scene.bands()).isDeepEqualTo(expected.bands());
    assertThat(scene.qa()).isEqualTo(expected.qa());
    assertThat(scene.truth()).isEqualTo(expected.truth());
  }

  /**
   * The hashes were taken when scenes were computed pixel after pixel by one thread, without
   * shortcuts. Figures of the documentation are of these scenes.
   */
  @ParameterizedTest
  @CsvSource({
    "5, 256, 11, 1, 0, 60387e5d47ab3a31",
    "5, 256, 11, 1, 4, bc0ee762dcec7cd6",
    "5, 250, 6, 3, 1, a689f98d63b9594a",
    "3, 17, 1, 7, 2, 60f926f0975c096c",
    "12, 640, 7, 42, 11, f93d1a36667434dc",
    "2, 1300, 6, -5, 1, 1a67f8992500c631",
  })
  void scenesStayWhatTheyAlwaysWere(
      int scenes, int size, int bands, long seed, int index, String expected) {
    assertThat(hash(simulator(scenes, size, bands, seed).scene(index))).isEqualTo(expected);
  }

  @Test
  void allDifferencesTogetherStayToo() {
    assertThat(
            hash(
                new SeriesSimulator(
                        new SimulationSettings(5, 256, 11, 9, EnumSet.allOf(Difference.class)))
                    .scene(3)))
        .isEqualTo("f9badab4e532e61e");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void numberOfThreadsChangesNothing(int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      // The rows are taken by the pool that the scene is asked for in.
      String made = pool.submit(() -> hash(simulator(5, 256, 11, 1).scene(1))).get();
      assertThat(made).isEqualTo("b8ef6d561bf47821");
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void otherSeedGivesOtherGround() {
    byte[] truth = simulator(5, 256, 1, 2).scene(0).truth();
    byte[] other = SERIES.scene(0).truth();
    int different = 0;
    for (int i = 0; i < truth.length; i++) {
      different += truth[i] != other[i] ? 1 : 0;
    }
    assertThat(different).isGreaterThan(truth.length / 4);
  }

  @Test
  void bandsDoNotDependOnHowManyAreAsked() {
    SimulatedScene three = simulator(5, 256, 3, 1).scene(1);
    assertThat(three.bandNames()).containsExactly("B2", "B3", "B4");
    assertThat(three.bands()).isDeepEqualTo(Arrays.copyOf(SERIES.scene(1).bands(), 3));
  }

  @Test
  void datesSpreadOverAYearAndNameTheScenes() {
    SeriesSimulator daily = simulator(365, 16, 1, 1);
    Set<String> names = new HashSet<>();
    for (int s = 0; s < 365; s++) {
      names.add(daily.scene(s).name());
    }
    assertThat(names).hasSize(365).contains("sim_20240115", "sim_20250113");
    assertThat(SERIES.scene(1).name()).isEqualTo("sim_20240328");
    assertThat(SERIES.scene(1).date()).isEqualTo("2024-03-28");
  }

  @Test
  void gridsDifferByWholePixels() {
    Set<List<Number>> grids = new HashSet<>();
    for (int s = 0; s < 5; s++) {
      SimulatedScene scene = SERIES.scene(s);
      grids.add(List.of(scene.originX(), scene.originY(), scene.width(), scene.height()));
      assertThat(scene.originX() % 30).isEqualTo(SERIES.scene(0).originX() % 30);
      assertThat(scene.truth()).hasSize(scene.width() * scene.height());
      assertThat(scene.width()).isBetween(252, 260);
      assertThat(scene.height()).isBetween(253, 259);
    }
    assertThat(grids).hasSize(5);
  }

  @Test
  void collarIsNoDataInEveryBandAndNothingElseIs() {
    for (int size : new int[] {16, 17, 250}) {
      for (int s = 0; s < 5; s++) {
        SimulatedScene scene = simulator(5, size, 11, 3).scene(s);
        int collar = 0;
        int faults = 0;
        for (int i = 0; i < scene.truth().length; i++) {
          boolean outside = scene.truth()[i] == 0;
          collar += outside ? 1 : 0;
          for (short[] band : scene.bands()) {
            faults += (band[i] == 0) != outside ? 1 : 0;
          }
          faults += (scene.qa()[i] == 1) != outside ? 1 : 0;
        }
        assertThat(faults).isZero();
        assertThat(collar).isBetween(4, scene.truth().length / 4);
      }
    }
  }

  @Test
  void permanentCoversStayOnTheirGround() {
    EnumSet<Cover> permanent = EnumSet.of(Cover.WATER, Cover.BUILT_UP);
    SimulatedScene first = SERIES.scene(0);
    for (int s = 1; s < 5; s++) {
      SimulatedScene other = SERIES.scene(s);
      int shiftX = (int) ((other.originX() - first.originX()) / first.pixelSize());
      int shiftY = (int) ((first.originY() - other.originY()) / first.pixelSize());
      int common = 0;
      int faults = 0;
      for (int row = 20; row < 230; row++) {
        for (int column = 20; column < 230; column++) {
          Cover here = Cover.values()[first.truth()[row * first.width() + column]];
          Cover there =
              Cover.values()[other.truth()[(row - shiftY) * other.width() + column - shiftX]];
          if (permanent.contains(here) && isGround(there)) {
            faults += there != here ? 1 : 0;
            common++;
          }
        }
      }
      assertThat(faults).isZero();
      assertThat(common).isGreaterThan(1000);
    }
  }

  @Test
  void withoutDifferencesGroundLooksTheSameOnAllDates() {
    SeriesSimulator same = differing(Set.of());
    for (int s = 1; s < 5; s++) {
      for (int b = 0; b < 11; b++) {
        // Thin edges of clouds, which are not in the truth, move the median by a few tens.
        assertThat(medianDifference(same.scene(0), same.scene(s), b)).isBetween(-40.0, 40.0);
      }
    }
  }

  @Test
  void sunHazeAndGainEachMoveWhatGroundLooksLike() {
    for (Difference one : List.of(Difference.SUN, Difference.HAZE, Difference.GAIN)) {
      SeriesSimulator only = differing(Set.of(one));
      double largest = 0;
      for (int s = 1; s < 5; s++) {
        double moved = Math.abs(medianDifference(only.scene(0), only.scene(s), BLUE));
        largest = Math.max(largest, moved);
      }
      assertThat(largest).as(one.name()).isGreaterThan(200);
    }
  }

  @Test
  void slopesShowOnHillsAlone() {
    SimulatedScene flat = differing(Set.of()).scene(0);
    SimulatedScene steep = differing(Set.of(Difference.SLOPES)).scene(0);
    int changed = 0;
    for (int i = 0; i < flat.truth().length; i++) {
      if (flat.bands()[NIR][i] != steep.bands()[NIR][i]) {
        changed++;
        assertThat(Cover.values()[flat.truth()[i]])
            .isNotIn(Cover.WATER, Cover.BUILT_UP, Cover.CROP, Cover.NO_DATA);
      }
    }
    assertThat(changed).isGreaterThan(1000);
    assertThat(steep.truth()).isEqualTo(flat.truth());
  }

  @Test
  void theSeasonAloneChangesCovers() {
    SeriesSimulator others = differing(EnumSet.complementOf(EnumSet.of(Difference.SEASON)));
    SeriesSimulator season = differing(Set.of(Difference.SEASON));
    assertThat(changedCovers(others.scene(0), others.scene(2))).isZero();
    assertThat(changedCovers(season.scene(0), season.scene(2))).isGreaterThan(1000);
  }

  private static SeriesSimulator differing(Set<Difference> differences) {
    return new SeriesSimulator(new SimulationSettings(5, 256, 11, 1, differences));
  }

  private static int changedCovers(SimulatedScene a, SimulatedScene b) {
    int changed = 0;
    for (int[] pair : commonGround(a, b)) {
      changed += a.truth()[pair[0]] != b.truth()[pair[1]] ? 1 : 0;
    }
    return changed;
  }

  private static double medianDifference(SimulatedScene a, SimulatedScene b, int band) {
    List<int[]> pairs = commonGround(a, b);
    double[] differences = new double[pairs.size()];
    for (int i = 0; i < differences.length; i++) {
      int[] pair = pairs.get(i);
      differences[i] = (a.bands()[band][pair[0]] & 0xFFFF) - (b.bands()[band][pair[1]] & 0xFFFF);
    }
    Arrays.sort(differences);
    return differences[differences.length / 2];
  }

  /** Pixels of both scenes that show the same ground without cloud. */
  private static List<int[]> commonGround(SimulatedScene a, SimulatedScene b) {
    int shiftX = (int) ((b.originX() - a.originX()) / a.pixelSize());
    int shiftY = (int) ((a.originY() - b.originY()) / a.pixelSize());
    List<int[]> pairs = new ArrayList<>();
    for (int row = 20; row < 230; row++) {
      for (int column = 20; column < 230; column++) {
        int here = row * a.width() + column;
        int there = (row - shiftY) * b.width() + column - shiftX;
        if (isGround(Cover.values()[a.truth()[here]])
            && isGround(Cover.values()[b.truth()[there]])) {
          pairs.add(new int[] {here, there});
        }
      }
    }
    return pairs;
  }

  @Test
  void fieldsTurnGreenAndBareAgain() {
    assertThat(count(SERIES.scene(1), Cover.CROP)).isGreaterThan(3 * 256);
    assertThat(count(SERIES.scene(2), Cover.CROP))
        .isLessThan(count(SERIES.scene(1), Cover.CROP) / 2);
  }

  @Test
  void snowLiesInWinterOnly() {
    SeriesSimulator winterAndSummer = simulator(2, 256, 1, 1);
    assertThat(count(winterAndSummer.scene(0), Cover.SNOW)).isGreaterThan(256);
    assertThat(count(winterAndSummer.scene(1), Cover.SNOW)).isZero();
  }

  @Test
  void spectraAreOrderedAsInNature() {
    double[][] winter = meanSpectra(SERIES.scene(0));
    double[][] spring = meanSpectra(SERIES.scene(1));
    assertThat(mean(spring, Cover.WATER, NIR)).isLessThan(mean(spring, Cover.FOREST, NIR));
    assertThat(mean(spring, Cover.BARE_SOIL, NIR)).isLessThan(mean(spring, Cover.CROP, NIR));
    assertThat(mean(spring, Cover.CLOUD_SHADOW, NIR)).isLessThan(mean(spring, Cover.CROP, NIR));
    assertThat(mean(spring, Cover.CLOUD, BLUE)).isGreaterThan(mean(spring, Cover.BUILT_UP, BLUE));
    for (Cover cover : EnumSet.range(Cover.WATER, Cover.CLOUD_SHADOW)) {
      assertThat(mean(winter, Cover.SNOW, BLUE)).isGreaterThanOrEqualTo(mean(winter, cover, BLUE));
    }
  }

  @Test
  void qualityBitsTellWhatTheTruthTells() {
    for (int s = 0; s < 5; s++) {
      SimulatedScene scene = SERIES.scene(s);
      int faults = 0;
      for (int i = 0; i < scene.qa().length; i++) {
        int qa = scene.qa()[i];
        Cover cover = Cover.values()[scene.truth()[i]];
        boolean clear = cover != Cover.CLOUD && cover != Cover.NO_DATA;
        boolean right =
            (qa & 1 << 3) != 0 == (cover == Cover.CLOUD)
                && (qa & 1 << 4) != 0 == (cover == Cover.CLOUD_SHADOW)
                && (qa & 1 << 5) != 0 == (cover == Cover.SNOW)
                && (qa & 1 << 6) != 0 == clear;
        faults += right ? 0 : 1;
      }
      assertThat(faults).isZero();
      int hidden = count(scene, Cover.CLOUD);
      assertThat(hidden).isBetween(scene.qa().length / 200, scene.qa().length / 4);
    }
  }

  @Test
  void qualityValuesAreThoseOfRealProducts() {
    assertThat(QaPixel.of(Cover.FOREST, false, false)).isEqualTo((short) 21824);
    assertThat(QaPixel.of(Cover.WATER, true, false)).isEqualTo((short) 21952);
    assertThat(QaPixel.of(Cover.CLOUD, false, true)).isEqualTo((short) 22280);
    assertThat(QaPixel.of(Cover.CLOUD_SHADOW, false, false)).isEqualTo((short) 23888);
    assertThat(QaPixel.of(Cover.SNOW, false, false)).isEqualTo((short) 30048);
    assertThat(QaPixel.of(Cover.CROP, false, true)).isEqualTo((short) 54596);
  }

  @Test
  void sceneOutsideTheSeriesIsRefused() {
    assertThatThrownBy(() -> SERIES.scene(5)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** The first eight bytes of SHA-256 over bands, quality and truth. */
  private static String hash(SimulatedScene scene) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (short[] band : scene.bands()) {
        digest.update(bytes(band));
      }
      digest.update(bytes(scene.qa()));
      digest.update(scene.truth());
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static byte[] bytes(short[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
    bytes.asShortBuffer().put(values);
    return bytes.array();
  }

  private static SeriesSimulator simulator(int scenes, int size, int bands, long seed) {
    return new SeriesSimulator(new SimulationSettings(scenes, size, bands, seed));
  }

  private static boolean isGround(Cover cover) {
    return cover != Cover.NO_DATA && cover != Cover.CLOUD && cover != Cover.CLOUD_SHADOW;
  }

  private static int count(SimulatedScene scene, Cover cover) {
    int count = 0;
    for (byte code : scene.truth()) {
      count += code == cover.code() ? 1 : 0;
    }
    return count;
  }

  private static double mean(double[][] spectra, Cover cover, int band) {
    double mean = spectra[cover.code()][band];
    // Not finite means that the scene does not show the cover at all.
    assertThat(mean).as(cover.title()).isFinite();
    return mean;
  }

  private static double[][] meanSpectra(SimulatedScene scene) {
    double[][] means = new double[Cover.values().length][scene.bands().length];
    for (int b = 0; b < scene.bands().length; b++) {
      for (int i = 0; i < scene.truth().length; i++) {
        means[scene.truth()[i]][b] += Short.toUnsignedInt(scene.bands()[b][i]);
      }
      for (Cover cover : Cover.values()) {
        means[cover.code()][b] /= count(scene, cover);
      }
    }
    return means;
  }
}
