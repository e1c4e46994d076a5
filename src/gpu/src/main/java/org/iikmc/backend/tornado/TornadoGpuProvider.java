/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.iikmc.backend.Gpu;
import org.iikmc.backend.GpuProvider;
import org.iikmc.backend.NoGpuException;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/** Finds the devices of TornadoVM, for {@link java.util.ServiceLoader}. */
public final class TornadoGpuProvider implements GpuProvider {
  /**
   * By default TornadoVM runs a kernel that it can't compile once as plain Java, which gives wrong
   * results; and it lends no more than 4 GB of a device. Both are read when its classes are loaded.
   */
  private static final String FALL_BACK_TO_JAVA = "tornado.recover.bailout";

  private static final String MEMORY = "tornado.device.memory";

  private static final String KERNEL_FILE = StepKernel.class.getName().replace('.', '/') + ".class";

  /** Of the memory of a device: the rest is for its driver, and for others. */
  private static final double SHARE = 0.85;

  /** For the service loader. */
  public TornadoGpuProvider() {}

  @Override
  public Gpu open(OptionalLong memory) throws NoGpuException {
    if (ClassLoader.getSystemResource(KERNEL_FILE) == null) {
      throw new NoGpuException(
          "TornadoVM reads the kernel from the class path of the JVM, and this program is not there",
          "start the JVM with -javaagent: and the path of iikmc-gpu's jar, too (see"
              + " src/docs/gpu.md)");
    }
    System.setProperty(FALL_BACK_TO_JAVA, "False");
    // What runs may take is counted here; so large a number that it never counts there.
    System.setProperty(MEMORY, "1024GB");
    List<TornadoDevice> devices = devices(TornadoRuntimeProvider.getTornadoRuntime());
    if (devices.isEmpty()) {
      throw new NoGpuException(
          "TornadoVM sees no device", "install the driver of the device, and restart");
    }
    TornadoDevice device =
        devices.stream()
            .filter(each -> lack(each).isEmpty())
            .min(Comparator.comparingInt(TornadoGpuProvider::rank))
            .orElseThrow(() -> noDevice(devices.get(0)));
    long most = (long) (SHARE * availableMemory(device));
    long usable = Math.min(most, memory.orElse(most));
    return new TornadoGpu(device, StepKernel::assignAndSum, usable);
  }

  private static List<TornadoDevice> devices(TornadoRuntime runtime) {
    return IntStream.range(0, runtime.getNumBackends())
        .mapToObj(runtime::getBackend)
        .flatMap(backend -> backend.getAllDevices().stream())
        .toList();
  }

  /** The better, the lower. */
  private static int rank(TornadoDevice device) {
    TornadoDeviceType type = device.getDeviceType();
    return type == TornadoDeviceType.GPU ? 0 : type == TornadoDeviceType.ACCELERATOR ? 1 : 2;
  }

  /** On CUDA what is free at the start of the JVM: that is the largest array it allows. */
  private static long availableMemory(TornadoDevice device) {
    TornadoTargetDevice physical = device.getPhysicalDevice();
    return device.getTornadoVMBackend() == TornadoVMBackendType.PTX
        ? physical.getDeviceMaxAllocationSize()
        : physical.getDeviceGlobalMemorySize();
  }

  /** What a device can't do that the kernel needs. */
  private static Optional<String> lack(TornadoDevice device) {
    if (!device.getDeviceContext().isFP64Supported()) {
      return Optional.of(
          "can't compute in float64, which is needed where two classes are almost equally near");
    }
    long local = device.getPhysicalDevice().getDeviceLocalMemorySize();
    return local < KernelShape.LOCAL_BYTES
        ? Optional.of(
            "has work-groups with %d KiB of memory, and %d are needed"
                .formatted(local >> 10, KernelShape.LOCAL_BYTES >> 10))
        : Optional.empty();
  }

  private static NoGpuException noDevice(TornadoDevice device) {
    return new NoGpuException(
        device.getPhysicalDevice().getDeviceName().strip() + " " + lack(device).orElseThrow(),
        "use the CPU");
  }
}
