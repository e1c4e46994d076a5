/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.harmonize.RobustScaling;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.seeding.Ordinals;
import org.iikmc.raster.Scene;

/**
 * Brings scenes to the values of given signatures: a scene of their series as it was brought then,
 * another by what its product says, or by the statistics of its own pixels.
 */
final class SceneMaps {
  private static final int SAMPLE = 1 << 17;

  private final Harmonization harmonization;

  SceneMaps(Harmonization harmonization) {
    this.harmonization = harmonization;
  }

  /**
   * The space of scenes whose samples are held.
   *
   * @param samples in the space of stored values
   */
  SpectralSpace of(List<Scene> scenes, HeldSamples samples) throws IOException {
    List<AffineMap> maps = new ArrayList<>();
    for (int s = 0; s < scenes.size(); s++) {
      Scene scene = scenes.get(s);
      HeldSamples own = samples.scene(s);
      long count = own.summary().count();
      if (harmonization.isKnown(scene) || count == 0) {
        maps.add(count == 0 ? AffineMap.identity(samples.bands()) : harmonization.map(scene));
      } else {
        double[][] rows = own.gather(Ordinals.evenlySpaced(count, SAMPLE));
        maps.add(harmonization.map(scene, RobustScaling.of(rows)));
      }
    }
    return new SpectralSpace(maps, harmonization.matrix());
  }

  /** Whether a scene is brought to these values without a look at its pixels. */
  boolean isKnown(Scene scene) {
    return harmonization.isKnown(scene);
  }

  /**
   * The space of one scene that is read once more for it if need be.
   *
   * @param source of this scene alone, all pixels; has at least one
   */
  SpectralSpace of(Scene scene, SampleSource source) throws IOException {
    return harmonization.space(
        harmonization.isKnown(scene)
            ? harmonization.map(scene)
            : harmonization.map(scene, RobustScaling.of(rows(source))));
  }

  /**
   * The space of a part of a scene, whose own statistics would be those of the part.
   *
   * @throws InputException if they would be needed
   */
  SpectralSpace ofPart(Scene scene) {
    return harmonization.space(
        harmonization
            .mapByName(scene)
            .orElseThrow(
                () ->
                    new InputException(
                        "The signatures are of scenes that were brought to common values one by one,"
                            + " and "
                            + scene.name()
                            + " is none of them ("
                            + String.join(", ", harmonization.names())
                            + "); classify it with iikmc:ClassifySeries or the command line, which"
                            + " see the whole scene.")));
  }

  /** Every so-manieth valid pixel, so that there are at most as many as a sample has. */
  private static double[][] rows(SampleSource source) throws IOException {
    long cells = source.blocks().stream().mapToLong(SampleSource.Block::cells).sum();
    int stride = (int) Math.max(1, (cells + SAMPLE - 1) / SAMPLE);
    List<double[]> rows = new ArrayList<>();
    long first = 0;
    for (SampleSource.Block each : source.blocks()) {
      SampleBlock block = each.open();
      for (long i = (stride - first % stride) % stride; i < block.count(); i += stride) {
        double[] row = new double[source.bands()];
        for (int b = 0; b < row.length; b++) {
          row[b] = block.type().get(block.bands()[b], (int) i);
        }
        rows.add(row);
      }
      first += block.count();
    }
    return rows.toArray(double[][]::new);
  }
}
