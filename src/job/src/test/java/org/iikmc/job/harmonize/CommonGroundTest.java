/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.iikmc.kmeans.AffineMap;
import org.junit.jupiter.api.Test;

/** What is found on ground that scenes have in common, by ground made for it. */
class CommonGroundTest {
  private static final int POINTS = 3000;
  private static final AffineMap DARKER =
      AffineMap.scaling(new double[] {0.5, 0.8, 0.6}, new double[] {100, -20, 7});
  private static final AffineMap HAZY =
      AffineMap.scaling(new double[] {0.9, 1.1, 1.3}, new double[] {900, 400, 0});

  private static double[][] ground(long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[POINTS][];
    for (int p = 0; p < POINTS; p++) {
      double bright = 500 * random.nextGaussian();
      rows[p] =
          new double[] {
            3000 + bright + 200 * random.nextGaussian(),
            2000 + bright + 300 * random.nextGaussian(),
            4000 - bright + 250 * random.nextGaussian()
          };
    }
    return rows;
  }

  private static double[][] seen(double[][] ground, AffineMap map, long seed) {
    Random random = new Random(seed);
    return Arrays.stream(ground)
        .map(
            row -> {
              double[] seen = map.of(row);
              for (int b = 0; b < seen.length; b++) {
                seen[b] += random.nextGaussian();
              }
              return seen;
            })
        .toArray(double[][]::new);
  }

  /** The ground of one scene, then the same darker, where every third point has changed. */
  private static CommonGround changed() {
    double[][] first = ground(1);
    double[][] second = seen(first, DARKER, 2);
    double[][] other = ground(9);
    for (int p = 0; p < POINTS; p += 3) {
      second[p] = DARKER.of(other[p]);
    }
    for (int p = 0; p < POINTS; p += 50) {
      first[p] = null;
    }
    return new CommonGround(List.of(first, second));
  }

  @Test
  void groundThatChangedIsLeftOut() {
    ScenePair pair = UnchangedGround.of(changed(), 0, 1, 500).orElseThrow();
    assertThat(pair.points()).hasSize((POINTS - POINTS / 50) / 2).isSorted();
    assertThat(Arrays.stream(pair.points()).filter(p -> p % 3 == 0).count()).isLessThan(15);
    assertThat(Arrays.stream(pair.points()).anyMatch(p -> p % 50 == 0)).isFalse();
  }

  @Test
  void lightDoesNotChangeWhatIsFound() {
    CommonGround mapped = changed().mapped(List.of(HAZY, DARKER));
    assertThat(UnchangedGround.of(mapped, 0, 1, 500).orElseThrow().points())
        .isEqualTo(UnchangedGround.of(changed(), 0, 1, 500).orElseThrow().points());
  }

  @Test
  void tooFewPointsOrBandsThatAreCopiesTellNothing() {
    CommonGround few =
        new CommonGround(
            changed().scenes().stream().map(rows -> Arrays.copyOf(rows, 480)).toList());
    assertThat(UnchangedGround.of(few, 0, 1, 500)).isEmpty();
    List<double[][]> copies = new ArrayList<>();
    for (double[][] rows : changed().scenes()) {
      copies.add(
          Arrays.stream(rows)
              .map(row -> row == null ? null : new double[] {row[0], row[1], row[0] + row[1]})
              .toArray(double[][]::new));
    }
    assertThat(UnchangedGround.of(new CommonGround(copies), 0, 1, 500)).isEmpty();
  }

  @Test
  void mapsUndoWhatLightDid() {
    double[][] ground = ground(1);
    double[][] darker = Arrays.stream(ground).map(DARKER::of).toArray(double[][]::new);
    double[][] hazy = Arrays.stream(ground).map(HAZY::of).toArray(double[][]::new);
    CommonGround all = new CommonGround(List.of(darker, ground, hazy));
    List<ScenePair> pairs = new ArrayList<>();
    for (int[] pair : new int[][] {{0, 1}, {0, 2}, {1, 2}}) {
      pairs.add(UnchangedGround.of(all, pair[0], pair[1], 500).orElseThrow());
    }
    CommonGround back = all.mapped(JointRegression.maps(all, pairs, 1, 3));
    for (int p = 0; p < POINTS; p += 100) {
      for (double[][] scene : back.scenes()) {
        for (int b = 0; b < 3; b++) {
          assertThat(scene[p][b]).isCloseTo(ground[p][b], within(1e-6));
        }
      }
    }
  }

  /** Two scenes: the standard deviation and mean of one become those of the other. */
  @Test
  void twoScenesGiveTheReducedMajorAxis() {
    double[][] x = {{1}, {2}, {6}};
    double[][] y = {{10}, {40}, {40}};
    List<AffineMap> maps =
        JointRegression.maps(
            new CommonGround(List.of(x, y)),
            List.of(new ScenePair(0, 1, new int[] {0, 1, 2})),
            1,
            1);
    // Deviations by hand: √(14/3) of mean 3, √200 of mean 30.
    double gain = Math.sqrt(200 / (14.0 / 3));
    assertThat(maps.get(0).matrix()[0][0]).isCloseTo(gain, within(1e-12));
    assertThat(maps.get(0).offset()[0]).isCloseTo(30 - 3 * gain, within(1e-9));
    assertThat(maps.get(1).isIdentity()).isTrue();
  }

  @Test
  void datesAreApartAsMuchAsTheyDiffer() {
    List<int[]> pairs = List.of(new int[] {0, 1});
    double[][] ground = ground(1);
    CommonGround same = new CommonGround(List.of(ground, ground.clone()));
    CommonGround strange = new CommonGround(List.of(ground, ground(2)));
    assertThat(DateSeparation.of(same, pairs).orElseThrow()).isZero();
    assertThat(DateSeparation.of(strange, pairs).orElseThrow()).isBetween(0.9, 1.1);
    double plain = DateSeparation.of(changed(), pairs).orElseThrow();
    AffineMap back =
        JointRegression.maps(
                changed(), List.of(UnchangedGround.of(changed(), 0, 1, 500).orElseThrow()), 0, 3)
            .get(1);
    CommonGround brought = changed().mapped(List.of(AffineMap.identity(3), back));
    assertThat(DateSeparation.of(brought, pairs).orElseThrow()).isLessThan(plain / 10);
    CommonGround none = new CommonGround(List.of(ground, new double[POINTS][]));
    assertThat(DateSeparation.of(none, pairs)).isEmpty();
  }

  @Test
  void changeMetricIsTheInverseOfTheCovarianceOfDifferences() {
    double[][] x = {{0, 0}, {4, 0}, {0, 2}, {4, 2}};
    double[][] y = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
    Optional<double[][]> metric =
        ChangeMetric.of(
            new CommonGround(List.of(x, y)),
            List.of(new ScenePair(0, 1, new int[] {0, 1, 2, 3})),
            2);
    // Differences vary by 4 and 1, half of that is 2 and 1/2.
    assertThat(metric.orElseThrow()[0])
        .containsExactly(new double[] {Math.sqrt(0.5), 0}, within(1e-12));
    assertThat(metric.orElseThrow()[1])
        .containsExactly(new double[] {0, Math.sqrt(2)}, within(1e-12));
    assertThat(
            ChangeMetric.of(
                new CommonGround(List.of(y, y)),
                List.of(new ScenePair(0, 1, new int[] {0, 1, 2, 3})),
                2))
        .isEmpty();
  }

  /** numpy.percentile of the columns. */
  @Test
  void medianAndRangeAreThoseOfNumPy() {
    RobustScaling scaling =
        RobustScaling.of(new double[][] {{1, 10}, {2, 10}, {4, 10}, {8, 11}, {16, 10}, {3, 10}});
    assertThat(scaling.median()).containsExactly(3.5, 10);
    assertThat(scaling.range()).containsExactly(7 - 2.25, 0);
    assertThat(scaling.flatBand()).isEqualTo(1);
    AffineMap map =
        new RobustScaling(new double[] {100}, new double[] {50})
            .to(new RobustScaling(new double[] {1}, new double[] {5}));
    assertThat(map.of(new double[] {120})).containsExactly(3);
  }
}
