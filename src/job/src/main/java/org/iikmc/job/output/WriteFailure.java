/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** An output can't be written. The message is one sentence for a user, with the remedy. */
public final class WriteFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** What systems say of a disk, or of a user's share of it. */
  private static final List<String> FULL =
      List.of("No space left on device", "not enough space on the disk", "Disk quota exceeded");

  private final long needed;

  private WriteFailure(String message, long needed, IOException cause) {
    super(message, cause);
    this.needed = needed;
  }

  /** What all outputs take, about, for people. */
  public String needed() {
    return size(needed);
  }

  /**
   * @param output what was to be written
   * @param folder where
   * @param needed bytes that all outputs take there, about; 0 if that is not known yet
   */
  public static WriteFailure of(String output, Path folder, long needed, IOException cause) {
    StringBuilder text =
        new StringBuilder(output + " can't be written to " + folder + " (" + reason(cause) + ")");
    if (isFull(cause) && needed > 0) {
      text.append(": the outputs need about ").append(size(needed)).append(" there");
      try {
        long free = Files.getFileStore(existing(folder)).getUsableSpace();
        text.append(", and ").append(size(free)).append(" are free");
      } catch (IOException e) {
        // then only what is needed is told
      }
    }
    String remedy = isFull(cause) ? "free space there, or choose" : "choose";
    return new WriteFailure(text + "; " + remedy + " another folder.", needed, cause);
  }

  private static Path existing(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  /** Whether a disk is full. */
  public static boolean isFull(Throwable e) {
    return e != null
        && (FULL.stream().anyMatch(String.valueOf(e.getMessage())::contains)
            || isFull(e.getCause()));
  }

  /** Why something can't be written, in a few words. */
  public static String reason(IOException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason(); // its message is the path
    }
    boolean named = root.getMessage() == null || root instanceof FileSystemException;
    return named ? root.getClass().getSimpleName().replace("Exception", "") : root.getMessage();
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%d kB", (bytes + 999) / 1000)
        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
