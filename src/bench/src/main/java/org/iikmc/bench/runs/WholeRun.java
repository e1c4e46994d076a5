/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.RunReport;

/**
 * What one whole run took.
 *
 * @param seconds from the start of the JVM to its end
 * @param stages what its report tells
 * @param rest the other seconds: starting the JVM, finding the scenes, the report itself
 * @param peakBytes resident memory of the process that computed; null where the system does not
 *     tell
 * @param iterations of the clustering
 * @param pixels valid ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WholeRun(
    double seconds,
    RunReport.Stages stages,
    double rest,
    Long peakBytes,
    int iterations,
    long pixels) {
  /**
   * Runs a contender.
   *
   * @param options that all contenders are given
   * @param out folder of the outputs, which does not exist yet
   * @throws IOException if it fails
   */
  public static WholeRun of(Contender contender, List<String> options, Path out)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(contender.arguments());
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(options);
    OwnProcess process =
        OwnProcess.run(contender.jvm(), OwnProcess.classPath(), contender.main(), arguments);
    return of(process, JsonReport.read(out.resolve(JsonReport.FILE)));
  }

  private static WholeRun of(OwnProcess process, JsonReport report) {
    return new WholeRun(
        process.seconds(),
        report.stages(),
        process.seconds() - report.stages().total(),
        process.peakBytes().isPresent() ? process.peakBytes().getAsLong() : null,
        report.clustering().iterations().size(),
        report.pixels());
  }
}
