/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/**
 * Looks for a GPU once, when first asked, since that takes a second where there is one. Whatever
 * keeps a provider from working becomes a reason and a remedy: none of it may stop a program that
 * can do without. Safe for use by several threads.
 */
public final class GpuSearch {
  private static final String ARGFILE =
      "start Java with TornadoVM's options (JDK_JAVA_OPTIONS=@$TORNADOVM_HOME/tornado-argfile; see"
          + " src/docs/gpu.md)";

  /** The classes of the provider are seen by this Java and later ones alone. */
  private static final int JAVA = 25;

  private static final String DRIVER = "install the driver of the device, and ";

  /** Colours for terminals, and how bad it is. */
  private static final Pattern DECORATION = Pattern.compile("\\u001b\\[[0-9;]*m|\\[[A-Z]+\\] ");

  private final ClassLoader loader;
  private final OptionalLong memory;
  private boolean done;
  private Gpu gpu;
  private NoGpuException obstacle;

  /**
   * @param memory bytes of the device's memory that runs may use; empty for most of it
   */
  public GpuSearch(OptionalLong memory) {
    // A server's plugin is not on the class path that services are looked for on by default.
    this(GpuSearch.class.getClassLoader(), memory);
  }

  /**
   * @param loader of the providers
   */
  GpuSearch(ClassLoader loader, OptionalLong memory) {
    this.loader = loader;
    this.memory = memory;
  }

  /** The GPU, if there is one. */
  public synchronized Optional<Gpu> gpu() {
    look();
    return Optional.ofNullable(gpu);
  }

  /** Why there is none; empty if there is one. */
  public synchronized Optional<NoGpuException> obstacle() {
    look();
    return Optional.ofNullable(obstacle);
  }

  private void look() {
    if (done) {
      return;
    }
    try {
      gpu = open();
    } catch (NoGpuException e) {
      obstacle = e;
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // TornadoVM throws errors of its own.
      obstacle = explain(e);
    }
    done = true;
  }

  private Gpu open() throws NoGpuException {
    Iterator<GpuProvider> providers = ServiceLoader.load(GpuProvider.class, loader).iterator();
    if (!providers.hasNext()) {
      throw new NoGpuException(
          "this build has no GPU backend", "build it with mvn -Ptornado (see src/docs/gpu.md)");
    }
    return providers.next().open(memory);
  }

  /** From the outside in: the first cause that tells what to do. */
  private static NoGpuException explain(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      boolean unseen = e instanceof ServiceConfigurationError && e.getCause() == null;
      if (e instanceof UnsupportedClassVersionError || unseen && feature() < JAVA) {
        return new NoGpuException(
            "the GPU backend needs Java " + JAVA + ", and this is Java " + feature(),
            "start the program with Java " + JAVA);
      }
      if (e instanceof NoClassDefFoundError || e instanceof ClassNotFoundException) {
        return new NoGpuException("TornadoVM is not in this JVM", ARGFILE);
      }
      if (e instanceof UnsatisfiedLinkError) {
        return new NoGpuException(
            "TornadoVM's native library can't be loaded (" + firstLine(e) + ")", DRIVER + ARGFILE);
      }
    }
    Throwable root = root(thrown);
    if (root instanceof ServiceConfigurationError) {
      return new NoGpuException(
          "the GPU backend of this build is broken (" + firstLine(root) + ")",
          "build it again with mvn -Ptornado");
    }
    if (thrown instanceof ExceptionInInitializerError) {
      return new NoGpuException(
          "TornadoVM is in this JVM, but can't start (" + firstLine(root) + ")", DRIVER + ARGFILE);
    }
    return new NoGpuException(
        "TornadoVM failed (" + firstLine(root) + ")",
        "check that TornadoVM's own tool, tornado --devices, lists the device");
  }

  private static int feature() {
    return Runtime.version().feature();
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    String text = DECORATION.matcher(message).replaceAll("").strip();
    return text.isEmpty() ? e.getClass().getSimpleName() : text.lines().findFirst().orElse("");
  }
}
