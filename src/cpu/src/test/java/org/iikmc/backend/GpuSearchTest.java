/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every way in which a GPU can be missing, and what is said of it. */
class GpuSearchTest {
  private static NoGpuException obstacle(ClassLoader loader) {
    GpuSearch search = new GpuSearch(loader, OptionalLong.empty());
    assertThat(search.gpu()).isEmpty();
    return search.obstacle().orElseThrow();
  }

  private static NoGpuException obstacle(Class<? extends GpuProvider> provider) {
    return obstacle(provider, bytes -> bytes);
  }

  private static NoGpuException obstacle(
      Class<? extends GpuProvider> provider, Function<byte[], byte[]> change) {
    return obstacle(
        ServiceLoaders.offering(GpuProvider.class, List.of(provider.getName()), change));
  }

  @Test
  void aBuildWithoutTheBackend() {
    NoGpuException e = obstacle(ServiceLoaders.offering(GpuProvider.class, List.of()));
    assertThat(e).hasMessage("this build has no GPU backend");
    assertThat(e.remedy()).contains("mvn -Ptornado");
  }

  /** As in the jar, where Java 25 finds them and others don't. */
  @Test
  void aBackendWhoseClassesThisJavaDoesNotSee() {
    NoGpuException e =
        obstacle(ServiceLoaders.offering(GpuProvider.class, List.of("org.iikmc.Missing")));
    assertThat(e)
        .hasMessageContaining(
            feature() < 25 ? "needs Java 25" : "of this build is broken (org.iikmc");
  }

  @Test
  void aBackendCompiledForANewerJava() {
    NoGpuException e =
        obstacle(
            FakeGpu.Accelerator.class,
            file -> {
              file[7] = 99; // the low byte of the version of the class file
              return file;
            });
    assertThat(e).hasMessage("the GPU backend needs Java 25, and this is Java " + feature());
    assertThat(e.remedy()).isEqualTo("start the program with Java 25");
  }

  private static int feature() {
    return Runtime.version().feature();
  }

  /** Its classes name those of a library that is not there. */
  public static final class WithoutLibrary implements GpuProvider {
    @Override
    public Gpu open(OptionalLong memory) {
      throw new NoClassDefFoundError("uk/ac/manchester/tornado/api/KernelContext");
    }
  }

  @Test
  void aJvmWithoutTheLibrary() {
    NoGpuException e = obstacle(WithoutLibrary.class);
    assertThat(e).hasMessage("TornadoVM is not in this JVM");
    assertThat(e.remedy()).contains("JDK_JAVA_OPTIONS=@$TORNADOVM_HOME/tornado-argfile");
  }

  /** Fails while it is made, as a class that needs another to be linked does. */
  public static final class Unmakeable implements GpuProvider {
    /** Found by the service loader. */
    public Unmakeable() {
      throw new NoClassDefFoundError("uk/ac/manchester/tornado/api/KernelContext");
    }

    @Override
    public Gpu open(OptionalLong memory) {
      throw new AssertionError();
    }
  }

  @Test
  void aProviderThatCannotBeMade() {
    assertThat(obstacle(Unmakeable.class)).hasMessage("TornadoVM is not in this JVM");
  }

  /** The library is on the class path, but the JVM has none of its options. */
  public static final class WithoutOptions implements GpuProvider {
    @Override
    public Gpu open(OptionalLong memory) {
      throw new ExceptionInInitializerError(
          new IllegalStateException(
              "\u001b[31m[ERROR] Class not specified. Did you remember to add @tornado-argfile?\nat a line"));
    }
  }

  @Test
  void aJvmWithoutTheOptions() {
    NoGpuException e = obstacle(WithoutOptions.class);
    assertThat(e)
        .hasMessage(
            "TornadoVM is in this JVM, but can't start (Class not specified. Did you"
                + " remember to add @tornado-argfile?)");
    assertThat(e.remedy()).contains("tornado-argfile");
  }

  /** The native library is not where the JVM looks, or needs a driver that is not there. */
  public static final class WithoutDriver implements GpuProvider {
    @Override
    public Gpu open(OptionalLong memory) {
      throw new ExceptionInInitializerError(
          new UnsatisfiedLinkError("no tornado-ptx in java.library.path"));
    }
  }

  @Test
  void aMachineWithoutTheDriver() {
    NoGpuException e = obstacle(WithoutDriver.class);
    assertThat(e)
        .hasMessage(
            "TornadoVM's native library can't be loaded (no tornado-ptx in java.library.path)");
    assertThat(e.remedy()).contains("install the driver");
  }

  /** Says itself why not. */
  public static final class WithoutDevice implements GpuProvider {
    @Override
    public Gpu open(OptionalLong memory) throws NoGpuException {
      throw new NoGpuException("there is no device", "plug one in");
    }
  }

  @Test
  void aMachineWithoutADevice() {
    NoGpuException e = obstacle(WithoutDevice.class);
    assertThat(e).hasMessage("there is no device");
    assertThat(e.remedy()).isEqualTo("plug one in");
  }

  /** Anything else. */
  public static final class Failing implements GpuProvider {
    @Override
    public Gpu open(OptionalLong memory) {
      throw new IllegalStateException("cuInit -> Returned: 999");
    }
  }

  @Test
  void aDriverThatFails() {
    assertThat(obstacle(Failing.class)).hasMessage("TornadoVM failed (cuInit -> Returned: 999)");
  }

  @Test
  void theSearchIsMadeOnce() {
    GpuSearch search =
        new GpuSearch(
            ServiceLoaders.offering(
                GpuProvider.class, List.of(FakeGpu.Accelerator.class.getName())),
            OptionalLong.empty());
    assertThat(search.gpu()).isPresent();
    assertThat(search.obstacle()).isEmpty();
    assertThat(search.gpu().orElseThrow()).isSameAs(search.gpu().orElseThrow());
  }
}
