/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.series;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.ValidityMask;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulationSettings;

/** The valid pixels of simulated scenes in memory, tile by tile, exactly as many as asked for. */
public final class BenchmarkSeries implements SampleSource {
  private static final int TILE = 256;
  private static final int MOST_SIZE = 2048;
  private static final int SIMULATED_BANDS = 11;
  private static final int MOST_BANDS = 2 * SIMULATED_BANDS - 1;

  private final int bands;
  private final List<TileBlock> blocks;

  private BenchmarkSeries(int bands, List<TileBlock> blocks) {
    this.bands = bands;
    this.blocks = List.copyOf(blocks);
  }

  /**
   * Simulates scenes until there are so many pixels.
   *
   * @param bands 1…{@value #MOST_BANDS}; those beyond the simulator's lie between two of these, as
   *     the many bands of other sensors do
   * @throws InputException if there can't be so many bands
   */
  public static BenchmarkSeries simulate(long pixels, int bands, long seed) {
    if (bands < 1 || bands > MOST_BANDS) {
      throw new InputException(
          "--bands is " + bands + ", but must be from 1 to " + MOST_BANDS + ".");
    }
    int simulated = Math.min(bands, SIMULATED_BANDS);
    SeriesSimulator simulator =
        new SeriesSimulator(new SimulationSettings(365, sizeFor(pixels), simulated, seed));
    List<TileBlock> blocks = new ArrayList<>();
    long left = pixels;
    for (int s = 0; left > 0; s++) {
      SimulatedScene scene = simulator.scene(s * 73 % 365); // dates far apart come first
      for (int y = 0; y < scene.height() && left > 0; y += TILE) {
        for (int x = 0; x < scene.width() && left > 0; x += TILE) {
          TileBlock block =
              TileBlock.of(scene, s, x, y, (int) Math.min(left, TILE * TILE)).withBands(bands);
          if (block.count() > 0) {
            blocks.add(block);
            left -= block.count();
          }
        }
      }
    }
    return new BenchmarkSeries(bands, blocks);
  }

  private static int sizeFor(long pixels) {
    return (int) Math.max(64, Math.min(MOST_SIZE, Math.sqrt(pixels)));
  }

  /** A short part of this series, of one scene. */
  public BenchmarkSeries start() {
    int scene = blocks.get(0).scene();
    return new BenchmarkSeries(
        bands, blocks.stream().filter(block -> block.scene() == scene).limit(16).toList());
  }

  /** Writes all pixels: little-endian uint16, one plane per band. */
  public void export(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int b = 0; b < bands; b++) {
        for (TileBlock block : blocks) {
          ByteBuffer bytes = ByteBuffer.allocate(2 * block.count()).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asShortBuffer().put(block.values()[b]);
          out.write(bytes.array());
        }
      }
    }
  }

  @Override
  public int bands() {
    return bands;
  }

  @Override
  public SampleType type() {
    return SampleType.UINT16;
  }

  @Override
  public int scenes() {
    return blocks.get(blocks.size() - 1).scene() + 1;
  }

  @Override
  public List<TileBlock> blocks() {
    return blocks;
  }

  /**
   * The valid pixels of one tile.
   *
   * @param values bands × pixels
   */
  public record TileBlock(int scene, int count, short[][] values) implements Block {
    static TileBlock of(SimulatedScene scene, int number, int left, int top, int most) {
      short[][] values = new short[scene.bands().length][TILE * TILE];
      int count = 0;
      for (int y = top; y < Math.min(top + TILE, scene.height()); y++) {
        for (int x = left; x < Math.min(left + TILE, scene.width()) && count < most; x++) {
          int at = y * scene.width() + x;
          if (scene.truth()[at] != 0) {
            for (int b = 0; b < values.length; b++) {
              values[b][count] = scene.bands()[b][at];
            }
            count++;
          }
        }
      }
      for (int b = 0; b < values.length; b++) {
        values[b] = Arrays.copyOf(values[b], count);
      }
      return new TileBlock(number, count, values);
    }

    /** Adds bands, each a mixture of two neighbours among the simulated ones. */
    private TileBlock withBands(int bands) {
      short[][] more = Arrays.copyOf(values, bands);
      for (int b = values.length; b < bands; b++) {
        short[] one = values[b - values.length];
        short[] next = values[b - values.length + 1];
        more[b] = new short[count];
        for (int i = 0; i < count; i++) {
          more[b][i] = (short) ((3 * (one[i] & 0xFFFF) + (next[i] & 0xFFFF)) / 4);
        }
      }
      return new TileBlock(scene, count, more);
    }

    @Override
    public int cells() {
      return count;
    }

    @Override
    public SampleBlock open() {
      return new SampleBlock(SampleType.UINT16, values, ValidityMask.all(count));
    }
  }
}
