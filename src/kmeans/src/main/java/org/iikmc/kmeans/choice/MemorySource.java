/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

import java.util.ArrayList;
import java.util.List;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.ValidityMask;

/** A few samples in memory, one block for each scene: float32, which holds values of all types. */
final class MemorySource implements SampleSource {
  private final int bands;
  private final List<RowBlock> blocks;

  /**
   * @param scenes rows of stored values, by scene
   */
  MemorySource(int bands, List<List<double[]>> scenes) {
    this.bands = bands;
    List<RowBlock> all = new ArrayList<>();
    for (List<double[]> rows : scenes) {
      all.add(new RowBlock(all.size(), bands, rows.toArray(double[][]::new)));
    }
    blocks = List.copyOf(all);
  }

  @Override
  public int bands() {
    return bands;
  }

  @Override
  public SampleType type() {
    return SampleType.FLOAT32;
  }

  @Override
  public int scenes() {
    return blocks.size();
  }

  @Override
  public List<RowBlock> blocks() {
    return blocks;
  }

  /** All of a scene. */
  record RowBlock(int scene, int bands, double[][] rows) implements Block {
    @Override
    public int cells() {
      return rows.length;
    }

    @Override
    public SampleBlock open() {
      Object[] values = new Object[bands];
      for (int b = 0; b < bands; b++) {
        values[b] = SampleType.FLOAT32.newArray(rows.length);
        for (int i = 0; i < rows.length; i++) {
          SampleType.FLOAT32.set(values[b], i, rows[i][b]);
        }
      }
      return new SampleBlock(SampleType.FLOAT32, values, ValidityMask.all(rows.length));
    }
  }
}
