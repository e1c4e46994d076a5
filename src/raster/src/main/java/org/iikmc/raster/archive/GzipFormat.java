/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.iikmc.kmeans.problem.InputException;

/** A tar within gzip, of which nothing is known before it is unpacked. */
public final class GzipFormat implements ArchiveFormat {
  private static final int BUFFER = 1 << 16;

  @Override
  public boolean starts(byte[] start) {
    return start.length >= 3 && start[0] == 0x1F && (start[1] & 0xFF) == 0x8B && start[2] == 8;
  }

  @Override
  public ArchiveIndex index(Path archive, TemporaryFiles temporary) throws IOException {
    checkItHoldsATar(archive);
    Path tar =
        Damage.toldOf(
            archive,
            () ->
                temporary.unpack(
                    OptionalLong.empty(),
                    ".tar",
                    out -> {
                      try (InputStream in = open(archive)) {
                        in.transferTo(out);
                      }
                    }));
    return TarFormat.index(archive, tar);
  }

  /** Before anything is unpacked that is none. */
  private static void checkItHoldsATar(Path archive) throws IOException {
    boolean tar =
        Damage.toldOf(
            archive,
            () -> {
              try (InputStream in = open(archive)) {
                return new TarFormat().starts(in.readNBytes(START));
              }
            });
    if (!tar) {
      throw new InputException(archive, " holds no tar; unpack it, and give what was in it.");
    }
  }

  private static InputStream open(Path archive) throws IOException {
    InputStream in = Files.newInputStream(archive);
    try {
      return new GZIPInputStream(in, BUFFER);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }
}
