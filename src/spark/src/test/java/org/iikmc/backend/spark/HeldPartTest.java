/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.iikmc.backend.forkjoin.BlockFacts;
import org.iikmc.backend.forkjoin.BlockRuns;
import org.iikmc.backend.forkjoin.PartialTotals;
import org.iikmc.backend.forkjoin.SampleHead;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.reflect.ClassTag$;

/**
 * Tasks are tried again, overlap and come late; parts are put away and come back without labels.
 */
class HeldPartTest {
  private static final int BANDS = 2;

  /**
   * A part, and what it is labelled with.
   *
   * @param steps centroids of each step
   */
  private record Case(HeldPart part, Labelling labelling, double[][][] steps) {
    static Case of(int k) throws IOException {
      Random random = new Random(5);
      // So many that leaves are made of them where classes are many.
      ArraySource source =
          new ArraySource(
              SampleType.UINT16,
              BANDS,
              60_000,
              List.<double[][]>of(
                  ArraySource.pixels(
                      510_000, BANDS, () -> 50 * random.nextInt(20) + random.nextInt(9))));
      double[][][] steps =
          IntStream.range(0, 3)
              .mapToObj(s -> ArraySource.pixels(k, BANDS, () -> random.nextInt(1_000)))
              .toArray(double[][][]::new);
      HeldPart part =
          HeldPart.read(
              new BlockGroup(
                  source.blocks(), BlockRuns.of(source.blocks()), SampleType.UINT16, BANDS),
              Progress.NONE);
      List<BlockFacts> facts = part.seen().blocks().stream().flatMap(List::stream).toList();
      SampleHead head =
          new SampleHead(SampleType.UINT16, facts, SpectralSpace.plain(1, BANDS), 0, null);
      return new Case(part, Labelling.of(1, k, head), steps);
    }

    String step(HeldPart of, int number) throws IOException {
      return text(
          of.step(
              labelling,
              number,
              number == 1 ? null : steps[number - 2],
              steps[number - 1],
              Progress.NONE));
    }
  }

  /** What a step finds, as text. */
  private static String text(StepResult result) {
    StringBuilder text = new StringBuilder("changed " + result.changed());
    for (Map.Entry<Integer, PartialTotals> frame : result.totals().entrySet()) {
      for (int c = 0; c < 6; c++) {
        text.append(' ').append(frame.getValue().count(c));
        text.append(' ').append(frame.getValue().centeredSum(c, 1));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 60})
  void whateverHappenedBeforeAStepFindsTheSame(int k) throws IOException {
    Case own = Case.of(k);
    List<String> expected =
        List.of(own.step(own.part(), 1), own.step(own.part(), 2), own.step(own.part(), 3));
    HeldPart other = Case.of(k).part();
    assertThat(own.step(other, 3)).as("a part that was read again").isEqualTo(expected.get(2));
    assertThat(own.step(other, 3)).as("a second attempt").isEqualTo(expected.get(2));
    assertThat(own.step(other, 2)).as("an attempt that comes late").isEqualTo(expected.get(1));
    assertThat(own.step(other, 3)).as("and the next step after it").isEqualTo(expected.get(2));
    HeldPart sent = Packed.of(other).open();
    assertThat(own.step(sent, 3)).as("a part that was put away").isEqualTo(expected.get(2));
    assertThat(own.step(sent, 1)).as("a first step again").isEqualTo(expected.get(0));
  }

  /** As users of other libraries have it; results and parts go through it. */
  @ParameterizedTest
  @ValueSource(ints = {6, 60})
  void kryoPutsPartsAwayAsWell(int k) throws IOException {
    Case own = Case.of(k);
    own.step(own.part(), 1);
    String expected = own.step(own.part(), 2);
    SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();
    HeldPart back =
        kryo.deserialize(
            kryo.serialize(own.part(), ClassTag$.MODULE$.apply(HeldPart.class)),
            ClassTag$.MODULE$.apply(HeldPart.class));
    assertThat(own.step(back, 2)).isEqualTo(expected);
    Packed<StepResult> result =
        Packed.of(back.step(own.labelling(), 2, own.steps()[0], own.steps()[1], Progress.NONE));
    Packed<StepResult> sent =
        kryo.deserialize(
            kryo.serialize(result, ClassTag$.MODULE$.apply(Packed.class)),
            ClassTag$.MODULE$.apply(Packed.class));
    assertThat(text(sent.open())).isEqualTo(expected);
  }

  @Test
  void anotherAssignmentBeginsAnew() throws IOException {
    Case own = Case.of(6);
    String first = own.step(own.part(), 1);
    own.step(own.part(), 2);
    Labelling labelling = own.labelling();
    Labelling next =
        new Labelling(
            2,
            labelling.k(),
            labelling.frames(),
            labelling.space(),
            labelling.firstScene(),
            labelling.meanSquare());
    assertThat(text(own.part().step(next, 1, null, own.steps()[0], Progress.NONE)))
        .isEqualTo(first);
  }

  @Test
  void labelsAreMadeWhereThereAreNone() throws IOException {
    Case own = Case.of(6);
    HeldPart part = own.part();
    Labelling labelling = own.labelling();
    double[][][] steps = own.steps();
    own.step(part, 1);
    own.step(part, 2);
    int[] blocks = {0, 3};
    int[] cells = {60_000, 60_000};
    byte[][] expected = part.labels(labelling, 2, steps[1], blocks, cells, Progress.NONE);
    HeldPart sent = Packed.of(part).open();
    assertThat(sent.labels(labelling, 2, steps[1], blocks, cells, Progress.NONE))
        .isDeepEqualTo(expected);
    assertThat(part.labels(labelling, 1, steps[0], blocks, cells, Progress.NONE))
        .isNotEqualTo(expected);
  }
}
