/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.job.report.RunReport;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.quality.Contingency;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.write.LabelRows;

/**
 * What joint clustering buys, against each scene clustered for itself: how far the spectrum of a
 * label drifts from scene to scene, and how often two scenes give one piece of ground the same
 * label. Takes one scene after the other.
 */
final class DriftComparison {
  private final KMeansSettings settings;
  private final MapRun maps;
  private final double[][] signatures;
  private final int scenes;
  private final LabelDrift jointDrift = new LabelDrift();
  private final LabelDrift aloneDrift = new LabelDrift();
  private final List<byte[]> joint = new ArrayList<>();
  private final List<byte[]> alone = new ArrayList<>();
  private final List<RunReport.PerScene> runs = new ArrayList<>();

  /**
   * @param maps have the joint labels
   * @param scenes how many there are
   * @param signatures of the joint clustering
   */
  DriftComparison(MapRun maps, int scenes, KMeansSettings settings, double[][] signatures) {
    this.maps = maps;
    this.scenes = scenes;
    this.settings = settings;
    this.signatures = signatures;
  }

  /**
   * Clusters a scene for itself. Its samples lose the labels they had.
   *
   * @param number of the scene in the run
   * @param samples of that scene alone
   * @param source that they were read from
   * @param index of the scene in the source
   */
  void clusterAlone(
      Scene scene,
      int number,
      HeldSamples samples,
      SceneSamples source,
      int index,
      Progress progress)
      throws IOException {
    progress.report(Progress.Stage.COMPARE, runs.size(), scenes);
    if (samples.summary().count() < settings.k()) {
      return; // can't be clustered for itself, so it is left out of both sides
    }
    Assignment.Step step = samples.assign(settings.k()).step(signatures, progress);
    jointDrift.add(step.counts(), step.means());
    // The iterations of a single scene are not the job's.
    InterImageKMeans.Run run = new InterImageKMeans(settings).run(samples, progress.quiet());
    GroundLattice.Labels labels = new GroundLattice.Labels(maps.lattice().pixels(scene.grid()));
    new LabelRows(
            new SceneLabels(run.assignment()::readLabels, source, index),
            scene.grid().width(),
            scene.grid().height())
        .readAll(labels);
    byte[] together = maps.groundLabels(number);
    joint.add(together);
    // Numbers mean nothing across runs: those of this one are given the best of the joint names.
    int[] names = Contingency.of(labels.labels(), together, settings.k()).bestAssignment();
    alone.add(renamed(labels.labels(), names));
    Clustering clustering = run.clustering();
    long[] counts = new long[names.length];
    double[][] means = new double[names.length][];
    for (int c = 0; c < names.length; c++) {
      counts[names[c]] = clustering.counts()[c];
      means[names[c]] = clustering.signatures()[c];
    }
    aloneDrift.add(counts, means);
    runs.add(
        new RunReport.PerScene(
            scene.name(), run.clustering().iterations().size(), run.clustering().inertia()));
    progress.report(Progress.Stage.COMPARE, runs.size(), scenes);
  }

  private static byte[] renamed(byte[] labels, int[] names) {
    byte[] renamed = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      renamed[i] = labels[i] == 0 ? 0 : (byte) (names[(labels[i] & 0xFF) - 1] + 1);
    }
    return renamed;
  }

  RunReport.Comparison result() {
    LabelAgreement together = LabelAgreement.of(joint, settings.k());
    return new RunReport.Comparison(
        jointDrift.rootMeanSquare(),
        aloneDrift.rootMeanSquare(),
        together.compared(),
        together.share(),
        LabelAgreement.of(alone, settings.k()).share(),
        List.copyOf(runs));
  }
}
