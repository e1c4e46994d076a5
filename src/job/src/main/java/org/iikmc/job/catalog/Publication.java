/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.job.report.PublishedSeries;
import org.iikmc.job.report.RunReport;
import org.iikmc.raster.MapNaming;

/** A publication that is prepared: written to first, then made visible whole or not at all. */
public interface Publication extends Closeable {
  /** Where the job writes its outputs. Exists, is empty, and nobody else looks there. */
  Path folder();

  /** How the maps are to be called there. */
  MapNaming naming();

  /**
   * Makes the maps visible.
   *
   * @param report of the job that wrote to {@link #folder()}
   * @throws IOException if it fails; then everything is as it was before
   */
  PublishedSeries publish(RunReport report) throws IOException;

  /**
   * Makes rasters of changes visible.
   *
   * @param report of the job that wrote to {@link #folder()}
   * @throws IOException if it fails; then everything is as it was before
   */
  PublishedSeries publish(ChangeReport report) throws IOException;

  /** Removes what was written, unless it was published. */
  @Override
  void close() throws IOException;
}
