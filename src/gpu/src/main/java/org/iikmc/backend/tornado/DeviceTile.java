/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.util.Collection;
import org.iikmc.backend.forkjoin.Frame;
import org.iikmc.kmeans.SampleType;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;

/**
 * Room for the samples and labels of one tile on the device, and the compiled kernel over it. Not
 * safe for use by several threads; several tiles may be used at once.
 */
final class DeviceTile implements AutoCloseable {
  /** How long what is in the window when a step begins stays on the device. */
  enum Contents {
    /** Samples go there in the first step, and labels never leave it unless asked for. */
    RESIDENT(DataTransferMode.FIRST_EXECUTION, DataTransferMode.UNDER_DEMAND),
    /** Samples and labels go there in each step, and labels come back. */
    STREAMED(DataTransferMode.EVERY_EXECUTION, DataTransferMode.EVERY_EXECUTION);

    private final int in;
    private final int out;

    Contents(int in, int out) {
      this.in = in;
      this.out = out;
    }
  }

  private static final String GRAPH = "iikmc";
  private static final String TASK = "step";

  /** None of TornadoVM's own, which allow the device's compiler to compute less exactly. */
  private static final String OPENCL_FLAGS = "-w";

  /** Elements of an array that the kernel does not look at. */
  private static final int UNUSED = 64;

  private final KernelShape shape;
  private final IntArray range = new IntArray(7);
  private final FloatArray scores;
  private final DoubleArray centroids;
  private final DoubleArray partials;
  private final ByteArray labels;
  private final Contents contents;
  private final TornadoExecutionPlan plan;
  private TornadoExecutionResult result;

  /** Number of the step, which the kernel repeats wherever it writes. */
  private int step;

  DeviceTile(
      TornadoDevice device,
      Kernel kernel,
      KernelShape shape,
      SampleWindow window,
      Contents contents) {
    this.shape = shape;
    this.contents = contents;
    SampleType type = shape.type();
    boolean wide = type == SampleType.UINT16 || type == SampleType.INT16;
    ByteArray bytes = type == SampleType.UINT8 ? window.bytes() : new ByteArray(UNUSED);
    ShortArray shorts = wide ? window.shorts() : new ShortArray(UNUSED);
    FloatArray floats = type == SampleType.FLOAT32 ? window.floats() : new FloatArray(UNUSED);
    labels = window.labels();
    scores = new FloatArray(Scores.length(shape.bands(), shape.k()));
    centroids = new DoubleArray((shape.k() + shape.bands() + 1) * shape.bands());
    partials = new DoubleArray(shape.groups() * shape.rowLength());
    TaskGraph graph =
        new TaskGraph(GRAPH)
            .transferToDevice(contents.in, bytes, shorts, floats, labels)
            .transferToDevice(DataTransferMode.EVERY_EXECUTION, range, scores, centroids)
            .task(
                TASK,
                kernel,
                new KernelContext(),
                bytes,
                shorts,
                floats,
                labels,
                range,
                scores,
                centroids,
                partials,
                StepKernel.typeNumber(type),
                shape.bands(),
                shape.k(),
                shape.batch(),
                shape.held(),
                shape.parts(),
                shape.sums())
            .transferToHost(DataTransferMode.EVERY_EXECUTION, partials)
            .transferToHost(contents.out, labels);
    WorkerGrid1D grid = new WorkerGrid1D(shape.groups() * StepKernel.GROUP);
    grid.setLocalWork(StepKernel.GROUP, 1, 1);
    plan = new TornadoExecutionPlan(graph.snapshot());
    plan.withDevice(device);
    plan.withCompilerFlags(TornadoVMBackendType.OPENCL, OPENCL_FLAGS);
    plan.withGridScheduler(new GridScheduler(GRAPH + "." + TASK, grid));
    plan.withStagedTransfers();
  }

  /**
   * Puts the samples in the window on the device, if they stay there, and compiles the kernel. The
   * window may change afterwards.
   */
  void prepare(Frame frame) {
    step(new StepRequest(new double[shape.k()][shape.bands()], frame, 0, 0, false), 0, 0);
  }

  /**
   * Assigns and sums samples {@code from} to {@code to - 1} of this tile, as a request wants it.
   *
   * <p>TornadoVM prints errors of CUDA and OpenCL, but goes on: what comes back is then what was
   * there before. So the kernel repeats the number of the step wherever it writes.
   *
   * @throws IllegalStateException if the device did not do the step
   */
  Totals step(StepRequest request, int from, int to) {
    step++;
    range.set(0, from);
    range.set(1, to);
    range.set(2, request.unlabelled() ? 1 : 0);
    range.set(3, shape.capacity());
    range.set(4, shape.groups());
    range.set(5, step);
    range.set(6, request.frame().whitening().isIdentity() ? 0 : 1);
    Scores.fill(scores, request.centroids(), request.frame());
    for (int c = 0; c < shape.k(); c++) {
      setRow(c, request.centroids()[c]);
    }
    for (int b = 0; b < shape.bands(); b++) {
      setRow(shape.k() + b, request.frame().whitening().matrix()[b]);
    }
    setRow(shape.k() + shape.bands(), request.frame().whitening().offset());
    spoilReceipt();
    result = plan.execute();
    if (contents == Contents.STREAMED) {
      checkReceipt();
    }
    Totals totals = new Totals(shape.k(), request.frame().center(), shape.type().isInteger());
    totals.add(partials, shape.groups(), step);
    return totals;
  }

  private void setRow(int row, double[] values) {
    for (int b = 0; b < values.length; b++) {
      centroids.set(row * values.length + b, values[b]);
    }
  }

  /**
   * Brings resident labels into the window.
   *
   * @throws IllegalStateException if they don't arrive
   */
  void fetchLabels() {
    spoilReceipt();
    result.transferToHost(labels);
    checkReceipt();
  }

  private void spoilReceipt() {
    labels.set(shape.capacity(), (byte) ~step);
  }

  private void checkReceipt() {
    if (labels.get(shape.capacity()) != (byte) step) {
      throw new IllegalStateException("it did not return the labels");
    }
  }

  /** Closes all, even if some can't be closed. */
  static void closeAll(Collection<DeviceTile> tiles) {
    RuntimeException failure = null;
    for (DeviceTile tile : tiles) {
      try {
        tile.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Frees what is on the device. */
  @Override
  public void close() {
    try {
      plan.close();
    } catch (TornadoExecutionPlanException e) {
      throw new IllegalStateException("The memory of the device can't be freed", e);
    }
  }
}
