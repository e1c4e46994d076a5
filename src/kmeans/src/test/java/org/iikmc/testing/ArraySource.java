/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.ValidityMask;

/** Scenes in memory: one row of bands for each pixel, null for a pixel that is not valid. */
public final class ArraySource implements SampleSource {
  private final SampleType type;
  private final int bands;
  private final List<double[][]> scenes;
  private final List<ArrayBlock> blocks = new ArrayList<>();

  public ArraySource(SampleType type, int bands, int cellsPerBlock, List<double[][]> scenes) {
    this.type = type;
    this.bands = bands;
    this.scenes = scenes;
    for (int s = 0; s < scenes.size(); s++) {
      double[][] scene = scenes.get(s);
      for (int from = 0; from < scene.length; from += cellsPerBlock) {
        blocks.add(
            new ArrayBlock(
                this.type,
                bands,
                s,
                Arrays.copyOfRange(scene, from, Math.min(scene.length, from + cellsPerBlock))));
      }
    }
  }

  /** A single scene in blocks of 1000 cells. */
  public static ArraySource of(SampleType type, double[]... pixels) {
    return new ArraySource(type, pixels[0].length, 1000, List.<double[][]>of(pixels));
  }

  /** Pixels of {@code bands} values each, drawn one after the other. */
  public static double[][] pixels(int n, int bands, DoubleSupplier draw) {
    double[][] rows = new double[n][bands];
    for (double[] row : rows) {
      for (int b = 0; b < bands; b++) {
        row[b] = draw.getAsDouble();
      }
    }
    return rows;
  }

  /** All valid pixels in their order, as the type holds them. */
  public double[][] validPixels() {
    Object room = type.newArray(1);
    return scenes.stream()
        .flatMap(Arrays::stream)
        .filter(Objects::nonNull)
        .map(
            row ->
                Arrays.stream(row)
                    .map(
                        v -> {
                          type.set(room, 0, v);
                          return type.get(room, 0);
                        })
                    .toArray())
        .toArray(double[][]::new);
  }

  /** Number of the scene of each valid pixel. */
  public int[] validScenes() {
    return IntStream.range(0, scenes.size())
        .flatMap(s -> Arrays.stream(scenes.get(s)).filter(Objects::nonNull).mapToInt(row -> s))
        .toArray();
  }

  @Override
  public int bands() {
    return bands;
  }

  @Override
  public SampleType type() {
    return type;
  }

  @Override
  public int scenes() {
    return scenes.size();
  }

  @Override
  public List<ArrayBlock> blocks() {
    return List.copyOf(blocks);
  }

  /** A block of rows. */
  public record ArrayBlock(SampleType type, int bands, int scene, double[][] rows)
      implements Block {
    @Override
    public int cells() {
      return rows.length;
    }

    @Override
    public SampleBlock open() {
      BitSet valid = new BitSet();
      for (int i = 0; i < rows.length; i++) {
        valid.set(i, rows[i] != null);
      }
      ValidityMask mask = ValidityMask.of(rows.length, valid);
      Object[] planes = new Object[bands];
      for (int b = 0; b < bands; b++) {
        planes[b] = type.newArray(mask.count());
        int next = 0;
        for (double[] row : rows) {
          if (row != null) {
            type.set(planes[b], next++, row[b]);
          }
        }
      }
      return new SampleBlock(type, planes, mask);
    }
  }
}
