/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.geotools.api.data.Parameter;
import org.iikmc.job.ClusterRequest;
import org.iikmc.job.ClusteringJob;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.options.Door;
import org.iikmc.raster.SceneSource;

/** {@code iikmc:Cluster}: signatures of a series, and no maps. */
final class ClusterProcess extends JobProcess {
  ClusterProcess(SceneCatalog catalog, Runs runs) {
    super(Door.CLUSTER_PROCESS, catalog, runs);
  }

  @Override
  String title() {
    return "Cluster to signatures";
  }

  @Override
  String description() {
    return "Clusters the pixels of all scenes together (inter-image k-means) and returns the"
        + " signatures: one set of classes for all dates, to classify these and further scenes"
        + " with. Reads each pixel once; writes nothing.";
  }

  @Override
  Parameter<?> result() {
    return new Parameter<>(
        "signatures",
        SignatureDocument.class,
        "signatures",
        "Signatures: the mean spectrum of each class, as JSON or CSV");
  }

  @Override
  Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException {
    ClusteringJob job =
        new ClusteringJob(
            ClusterRequest.of(inputs.given(), inputs),
            runs().pixelLimit(),
            runs().backend(inputs.given()),
            Clock.systemUTC());
    List<SceneSource> scenes = inputs.scenes();
    try (Runs.Turn turn = runs().turn(progress)) {
      return SignatureDocument.of(job.signatures(scenes, progress));
    }
  }
}
