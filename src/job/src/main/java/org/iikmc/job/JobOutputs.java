/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iikmc.job.confidence.ConfidenceWishes;
import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.legend.JsonLegend;
import org.iikmc.job.output.Outputs;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.report.SpectralDescription;
import org.iikmc.job.report.html.ReportHtml;
import org.iikmc.job.signatures.CsvFormat;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.MapName;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.style.SldWriter;

/** The outputs of a job: which there are, and those beside the maps. */
public final class JobOutputs {
  private static final Map<String, Function<RunReport, String>> TEXTS =
      Map.of(
          "signatures.json",
          report -> JsonFormat.text(report.signatures()),
          "signatures.csv",
          report -> CsvFormat.write(report.signatures()),
          JsonLegend.FILE,
          report -> JsonLegend.write(report.signatures().legend()),
          CsvLegend.FILE,
          JobOutputs::legend,
          "classes.sld",
          report -> SldWriter.write("classes", report.signatures().style()),
          "classify.sld",
          report ->
              SldWriter.writeClassifying(
                  "classify", report.signatures().style(), JsonFormat.brief(report.signatures())),
          JsonReport.FILE,
          JsonReport::write,
          "report.html",
          ReportHtml::write);

  private JobOutputs() {}

  /** With what the classes look like beside their names, for the user to change them. */
  private static String legend(RunReport report) {
    return CsvLegend.write(
        report.signatures().legend(),
        report.descriptions().stream()
            .collect(Collectors.toMap(SpectralDescription::label, SpectralDescription::text)));
  }

  /** Names of all outputs of a job, maps included. */
  static List<String> names(
      List<SceneSource> scenes, MapNaming naming, ConfidenceWishes confidence) {
    List<String> names = new ArrayList<>(TEXTS.keySet());
    for (SceneSource scene : scenes) {
      MapName map = naming.of(scene.name(), scene.date());
      names.addAll(map.files());
      if (confidence.raster()) {
        names.addAll(map.confidenceFiles());
      }
    }
    return names;
  }

  /**
   * Sees that no output takes the place of a file that its job reads, even of one that an earlier
   * job wrote; maps are named after their scenes.
   *
   * @param confidence what is asked for of it
   * @param inputs files that the user names
   * @throws InputException if one would
   */
  public static void refuseInputs(
      Path folder, List<SceneSource> scenes, ConfidenceWishes confidence, Collection<Path> inputs)
      throws IOException {
    refuseInputs(folder, names(scenes, MapNaming.BY_SCENE, confidence), inputs);
  }

  /**
   * The same of outputs of other names.
   *
   * @param names of all outputs
   * @param inputs files that the user names
   * @throws InputException if one would take the place of an input
   */
  public static void refuseInputs(Path folder, Collection<String> names, Collection<Path> inputs)
      throws IOException {
    if (folder.getFileSystem() != FileSystems.getDefault()) {
      return; // nothing is replaced there
    }
    Set<Path> read = new HashSet<>();
    for (Path input : inputs) {
      read.add(input.toRealPath());
    }
    for (String name : names) {
      Path target = folder.resolve(name);
      if (Files.exists(target) && read.contains(target.toRealPath())) {
        throw new InputException(
            "The output ",
            target,
            " would take the place of a file that is read; choose another folder with" + " ",
            Problem.option("out"),
            ".");
      }
    }
  }

  static void write(Outputs folder, RunReport report) throws IOException {
    for (var text : TEXTS.entrySet()) {
      folder.write(text.getKey(), text.getValue().apply(report));
    }
  }
}
