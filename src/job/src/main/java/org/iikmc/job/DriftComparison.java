/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iikmc.job.report.RunReport;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.write.LabelConsumer;
import org.iikmc.raster.write.LabelRows;

/**
 * What joint clustering buys, against each scene clustered for itself: how far the spectrum of a
 * label drifts from scene to scene, and how often two scenes give one piece of ground the same
 * label. Takes one scene after the other.
 */
final class DriftComparison {
  private final KMeansSettings settings;
  private final GroundLattice lattice;
  private final double[][] signatures;
  private final int scenes;
  private final LabelDrift jointDrift = new LabelDrift();
  private final LabelDrift aloneDrift = new LabelDrift();
  private final Map<String, byte[]> joint = new HashMap<>();
  private final List<byte[]> alone = new ArrayList<>();
  private final List<RunReport.PerScene> runs = new ArrayList<>();

  /**
   * @param signatures of the joint clustering
   */
  DriftComparison(List<Scene> scenes, KMeansSettings settings, double[][] signatures) {
    this.signatures = signatures;
    this.settings = settings;
    this.scenes = scenes.size();
    lattice = GroundLattice.over(scenes);
  }

  /** Takes the joint labels of a scene. */
  LabelConsumer joint(Scene scene) {
    GroundLattice.Labels labels = lattice.new Labels(scene.grid());
    joint.put(scene.name(), labels.labels()); // which are collected later
    return labels;
  }

  /**
   * Clusters a scene for itself. Its samples lose the labels they had.
   *
   * @param samples of that scene alone
   * @param source that they were read from
   * @param index of the scene in the source
   */
  void clusterAlone(
      Scene scene, HeldSamples samples, SceneSamples source, int index, Progress progress)
      throws IOException {
    progress.report(Progress.Stage.COMPARE, runs.size(), scenes);
    if (samples.summary().count() < settings.k()) {
      return; // can't be clustered for itself, so it is left out of both sides
    }
    Assignment.Step together = samples.assign(settings.k()).step(signatures, progress);
    jointDrift.add(together.counts(), together.means());
    InterImageKMeans.Run run =
        new InterImageKMeans(settings).run(samples, new CancelOnly(progress));
    GroundLattice.Labels labels = lattice.new Labels(scene.grid());
    new LabelRows(
            new SceneLabels(run.assignment()::readLabels, source, index),
            scene.grid().width(),
            scene.grid().height())
        .readAll(labels);
    alone.add(labels.labels());
    aloneDrift.add(run.clustering().counts(), run.clustering().signatures());
    runs.add(
        new RunReport.PerScene(
            scene.name(), run.clustering().iterations().size(), run.clustering().inertia()));
    progress.report(Progress.Stage.COMPARE, runs.size(), scenes);
  }

  RunReport.Comparison result() {
    LabelAgreement together =
        LabelAgreement.of(runs.stream().map(run -> joint.get(run.name())).toList());
    return new RunReport.Comparison(
        jointDrift.rootMeanSquare(),
        aloneDrift.rootMeanSquare(),
        together.compared(),
        together.share(),
        LabelAgreement.of(alone).share(),
        List.copyOf(runs));
  }

  /** The iterations of a single scene are not the job's. */
  private record CancelOnly(Progress progress) implements Progress {
    @Override
    public boolean isCanceled() {
      return progress.isCanceled();
    }
  }
}
