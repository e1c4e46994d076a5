/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Device;
import org.iikmc.backend.GpuSearch;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.bench.series.BenchmarkSeries;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.seeding.GivenSignatures;
import org.iikmc.kmeans.sequential.SequentialBackend;

/** This project, to be measured in the same way. */
final class OwnPeers implements Peers {
  @Override
  public List<Peer> all() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Stream.concat(
            Stream.of(new Own(new SequentialBackend())),
            Stream.of(1, cores).distinct().map(threads -> new Own(onCpu(threads))))
        .<Peer>map(own -> own)
        .toList();
  }

  private static AssignmentBackend onCpu(int threads) {
    SampleMemory memory = SampleMemory.ofHeap();
    return new BackendSelector(KernelChoice.probe(), memory, new GpuSearch(OptionalLong.empty()))
        .create(
            Device.CPU,
            threads,
            Runtime.getRuntime().maxMemory() / 2,
            Path.of(System.getProperty("java.io.tmpdir")));
  }

  private record Own(AssignmentBackend backend) implements Peer {
    @Override
    public String name() {
      return "IIkMC, " + backend.description();
    }

    @Override
    public Held hold(BenchmarkSeries series) throws IOException {
      return new OwnHeld(backend.hold(series, Progress.NONE));
    }
  }

  private record OwnHeld(HeldSamples samples) implements Peer.Held {
    @Override
    public double[][] cluster(double[][] start, int iterations) throws IOException {
      KMeansSettings settings =
          new KMeansSettings(
              start.length, new GivenSignatures(start, "the midpoints"), iterations, 0, 0);
      return new InterImageKMeans(settings).run(samples, Progress.NONE).clustering().signatures();
    }

    @Override
    public void close() throws IOException {
      samples.close();
    }
  }
}
