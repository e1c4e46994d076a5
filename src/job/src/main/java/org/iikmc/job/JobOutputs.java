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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iikmc.job.clean.Cleaning;
import org.iikmc.job.confidence.ConfidenceWishes;
import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.legend.JsonLegend;
import org.iikmc.job.output.Outputs;
import org.iikmc.job.report.AreaTable;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.report.SpectralDescription;
import org.iikmc.job.report.html.ReportHtml;
import org.iikmc.job.signatures.CsvFormat;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.MapName;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.style.SldWriter;

/** The outputs of a job: which there are, and those beside the maps. */
public final class JobOutputs {
  private static final Map<String, Function<SignatureSet, String>> OF_CLASSES =
      Map.of(
          "signatures.json",
          JsonFormat::text,
          "signatures.csv",
          CsvFormat::write,
          JsonLegend.FILE,
          signatures -> JsonLegend.write(signatures.legend()),
          "classes.sld",
          signatures -> SldWriter.write("classes", signatures.style()),
          "classify.sld",
          signatures ->
              SldWriter.writeClassifying(
                  "classify", signatures.style(), JsonFormat.brief(signatures)));

  private static final Map<String, Function<RunReport, String>> OF_RUN =
      Map.of(
          JsonReport.FILE,
          JsonReport::write,
          "report.html",
          ReportHtml::write,
          AreaTable.FILE,
          report -> AreaTable.of(report).csv());

  private JobOutputs() {}

  /** Names of all outputs of a job, maps included. */
  static List<String> names(
      List<SceneSource> scenes, MapNaming naming, ConfidenceWishes confidence, Cleaning cleaning) {
    List<String> names = new ArrayList<>(OF_CLASSES.keySet());
    names.addAll(OF_RUN.keySet());
    names.add(CsvLegend.FILE);
    for (SceneSource scene : scenes) {
      MapName map = naming.of(scene.name(), scene.date());
      names.addAll(map.files());
      if (cleaning.keepUnsieved()) {
        names.addAll(map.unsievedFiles());
      }
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
   * @param cleaning of the maps
   * @param inputs files that the user names
   * @throws InputException if one would
   */
  public static void refuseInputs(
      Path folder,
      List<SceneSource> scenes,
      ConfidenceWishes confidence,
      Cleaning cleaning,
      Collection<Path> inputs)
      throws IOException {
    refuseInputs(folder, names(scenes, MapNaming.BY_SCENE, confidence, cleaning), inputs);
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

  /**
   * Sees that outputs don't go where inputs are, whatever they are called.
   *
   * @param inputs files and folders that the user names
   * @throws InputException if they would
   */
  public static void refuseFolders(Path folder, Collection<Path> inputs) throws IOException {
    if (folder.getFileSystem() != FileSystems.getDefault() || !Files.isDirectory(folder)) {
      return;
    }
    for (Path input : inputs) {
      Path real = input.toRealPath();
      if (folder.toRealPath().equals(Files.isDirectory(real) ? real : real.getParent())) {
        throw new InputException(
            "The folder ",
            folder,
            " holds maps that are read; choose another with ",
            Problem.option("out"),
            ".");
      }
    }
  }

  static void write(Outputs folder, RunReport report) throws IOException {
    for (var text : ofClasses(report.signatures(), report.descriptions()).entrySet()) {
      folder.write(text.getKey(), text.getValue());
    }
    for (var text : OF_RUN.entrySet()) {
      folder.write(text.getKey(), text.getValue().apply(report));
    }
  }

  /**
   * The outputs that the classes alone decide, by their names.
   *
   * @param descriptions what the classes look like, for who names them; as far as it is known
   */
  public static Map<String, String> ofClasses(
      SignatureSet signatures, List<SpectralDescription> descriptions) {
    Map<String, String> texts = new TreeMap<>();
    OF_CLASSES.forEach((name, text) -> texts.put(name, text.apply(signatures)));
    texts.put(
        CsvLegend.FILE,
        CsvLegend.write(
            signatures.legend(),
            descriptions.stream()
                .collect(Collectors.toMap(SpectralDescription::label, SpectralDescription::text))));
    return texts;
  }
}
