/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.iikmc.job.report.ComparisonReport.Accuracy;
import org.iikmc.job.report.ComparisonReport.AreaEstimates;
import org.iikmc.job.report.Estimate;
import org.iikmc.kmeans.quality.Contingency;
import org.junit.jupiter.api.Test;

/** Accuracies, intervals and areas of tables, as other programs and a paper have them. */
class StatisticsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static void assertEstimate(Estimate found, double value, double low, double high) {
    assertThat(found.value()).isCloseTo(value, EXACT);
    assertThat(found.low()).isCloseTo(low, EXACT);
    assertThat(found.high()).isCloseTo(high, EXACT);
  }

  /** {@code scipy.stats.binomtest(k, n).proportion_ci(method="wilson")}. */
  @Test
  void intervalsAreThoseOfWilson() {
    assertEstimate(Estimate.proportion(7, 10), 0.7, 0.39677814746114526, 0.892208732593699);
    assertEstimate(Estimate.proportion(0, 5), 0.0, 0.0, 0.43448246478317476);
    assertEstimate(Estimate.proportion(5, 5), 1.0, 0.5655175352168251, 1.0);
    assertEstimate(
        Estimate.proportion(123456, 200000), 0.61728, 0.6151475941710203, 0.6194079006526072);
    assertThat(Estimate.proportion(0, 0).value()).isNull();
    assertThat(Estimate.proportion(0, 0).low()).isNull();
  }

  /** The third class is of cover 0 mostly, but one to one it gets none. */
  private static final Contingency TABLE =
      new Contingency(new long[][] {{40, 5}, {10, 20}, {15, 5}, {0, 0}});

  @Test
  void manyClassesCanBeOneCover() {
    CoverAssignment many = CoverAssignment.manyToOne(TABLE);
    assertThat(many.covers()).containsExactly(0, 1, 0, -1);
    Accuracy accuracy = many.accuracy(TABLE);
    assertEstimate(
        accuracy.overall(),
        75 / 95.0,
        Estimate.proportion(75, 95).low(),
        Estimate.proportion(75, 95).high());
    // rows 65, 30, columns 65, 30: by chance (65² + 30²) / 95²
    double chance = (65 * 65 + 30 * 30) / (95.0 * 95);
    assertThat(accuracy.kappa()).isCloseTo((75 / 95.0 - chance) / (1 - chance), EXACT);
    assertThat(accuracy.covers().get(0).users().value()).isCloseTo(55 / 65.0, EXACT);
    assertThat(accuracy.covers().get(1).producers().value()).isCloseTo(20 / 30.0, EXACT);
  }

  @Test
  void oneToOneLeavesClassesOver() {
    CoverAssignment one = CoverAssignment.oneToOne(TABLE);
    assertThat(one.covers()).containsExactly(0, 1, -1, -1);
    Accuracy accuracy = one.accuracy(TABLE);
    assertThat(accuracy.overall().value()).isCloseTo(60 / 95.0, EXACT);
    // rows 45, 30 and 20 of none; columns 65, 30, and none
    double chance = (45 * 65 + 30 * 30) / (95.0 * 95);
    assertThat(accuracy.kappa()).isCloseTo((60 / 95.0 - chance) / (1 - chance), EXACT);
    assertThat(accuracy.covers().get(0).users().value()).isCloseTo(40 / 45.0, EXACT);
    assertThat(accuracy.covers().get(0).producers().value()).isCloseTo(40 / 65.0, EXACT);
  }

  @Test
  void aClassIsNotNamedAfterACoverThatItNeverMeets() {
    Contingency table = new Contingency(new long[][] {{7, 0}, {6, 0}});
    assertThat(CoverAssignment.oneToOne(table).covers()).containsExactly(0, -1);
    assertThat(CoverAssignment.manyToOne(table).covers()).containsExactly(0, 0);
    Accuracy accuracy = CoverAssignment.manyToOne(table).accuracy(table);
    assertThat(accuracy.kappa()).isNull();
    assertThat(accuracy.covers().get(1).users().value()).isNull();
    assertThat(accuracy.covers().get(1).producers().value()).isNull();
  }

  @Test
  void ofEqualCoversTheFirst() {
    assertThat(CoverAssignment.manyToOne(new Contingency(new long[][] {{0, 3, 3}})).covers())
        .containsExactly(1);
  }

  /**
   * The example of Olofsson et al. 2014 (table 8): maps of 200,000, 150,000, 3,200,000 and
   * 6,450,000 pixels of 30 m. They give 21,158 ± 6158 ha of deforestation, 11,686 ± 3756 of gain,
   * 285,770 ± 15,510 of stable forest and 581,386 ± 16,282 of other land, and an overall accuracy
   * of 0.95 ± 0.02.
   */
  @Test
  void areasAreThoseOfThePaper() {
    Contingency sample =
        new Contingency(
            new long[][] {{66, 0, 5, 4}, {0, 55, 8, 12}, {1, 0, 153, 11}, {2, 1, 9, 313}});
    double pixel = 0.0009;
    double[] mapped = {200_000 * pixel, 150_000 * pixel, 3_200_000 * pixel, 6_450_000 * pixel};
    StratifiedAreas areas = new StratifiedAreas(sample, mapped);
    assertThat(areas.uncovered()).isEqualTo(-1);
    AreaEstimates found = areas.estimates(new CoverAssignment(new int[] {0, 1, 2, 3}));
    assertThat(found.squareKilometres()).isCloseTo(9000, within(1e-9));
    double[][] hectares = {{21_158, 6158}, {11_686, 3756}, {285_770, 15_510}, {581_386, 16_282}};
    for (int j = 0; j < hectares.length; j++) {
      Estimate area = found.covers().get(j).squareKilometres();
      assertThat(100 * area.value()).isCloseTo(hectares[j][0], within(1.0));
      assertThat(100 * (area.high() - area.value())).isCloseTo(hectares[j][1], within(1.0));
    }
    assertThat(found.overall().value()).isCloseTo(0.95, within(0.005));
    assertThat(found.overall().high() - found.overall().value()).isCloseTo(0.02, within(0.005));
    assertThat(found.covers().stream().mapToDouble(c -> c.share().value()).sum())
        .isCloseTo(1, EXACT);
  }

  @Test
  void aStratumOfOnePlaceHasNoStandardError() {
    Contingency sample = new Contingency(new long[][] {{5, 1}, {0, 1}, {0, 0}});
    assertThat(new StratifiedAreas(sample, new double[] {3, 2, 0}).uncovered()).isEqualTo(1);
    assertThat(new StratifiedAreas(sample, new double[] {3, 0, 1}).uncovered()).isEqualTo(2);
    assertThat(new StratifiedAreas(sample, new double[] {3, 0, 0}).uncovered()).isEqualTo(-1);
  }

  @Test
  void coversAreInTheOrderOfTheirCodesOrNames() {
    TreeSet<CoverKey> covers = new TreeSet<>();
    for (String name : List.of("b", "10", "a", "9")) {
      covers.add(new CoverKey(OptionalInt.empty(), name));
    }
    covers.add(new CoverKey(OptionalInt.of(2), "z"));
    covers.add(new CoverKey(OptionalInt.of(-1), "zz"));
    assertThat(covers).extracting(CoverKey::name).containsExactly("zz", "z", "9", "10", "a", "b");
  }
}
