/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Optional;

/** Which kernel this JVM can run, and why not the faster one. Immutable. */
public final class KernelChoice {
  private static final String MODULE = "jdk.incubator.vector";

  private final AssignmentKernel.Maker maker;
  private final String name;
  private final Optional<String> reason;

  private KernelChoice(AssignmentKernel.Maker maker, String name, Optional<String> reason) {
    this.maker = maker;
    this.name = name;
    this.reason = reason;
  }

  /** Looks at this JVM once; the answer does not change while it runs. */
  public static KernelChoice probe() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return scalar(
          "the JVM was started without the Vector API; start it with --add-modules " + MODULE);
    }
    try {
      if (VectorKernel.bits() < VectorKernel.LEAST_BITS) {
        return scalar(
            "the processor's vectors have "
                + VectorKernel.bits()
                + " bits, and the Vector API kernel needs "
                + VectorKernel.LEAST_BITS);
      }
      return new KernelChoice(
          VectorKernel::new,
          "Vector API kernel, " + VectorKernel.bits() + "-bit",
          Optional.empty());
    } catch (LinkageError e) {
      // The API is an incubator: another Java release may have changed it under the compiled
      // kernel.
      return scalar("this Java release's Vector API does not fit the kernel: " + e);
    }
  }

  /** The scalar kernel, on request. */
  public static KernelChoice scalar(String reason) {
    return new KernelChoice(ScalarKernel::new, "scalar kernel", Optional.of(reason));
  }

  AssignmentKernel.Maker maker() {
    return maker;
  }

  /** The kernel's name and width. */
  public String name() {
    return name;
  }

  /** Why the faster kernel can't be used and what to do about it; empty if it is used. */
  public Optional<String> reason() {
    return reason;
  }

  /** For people: the kernel, and the reason if it is not the faster one. */
  public String description() {
    return name() + reason.map(r -> " (" + r + ")").orElse("");
  }
}
