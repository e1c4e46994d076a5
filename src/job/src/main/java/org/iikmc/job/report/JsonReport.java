/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.signatures.JsonSignatures;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.ClassChange;
import org.iikmc.kmeans.ClassRules;
import org.iikmc.kmeans.choice.KTrial;
import org.iikmc.raster.style.HexColor;

/**
 * The contract of {@code report.json}, as {@code report.schema.json} beside this class says it: a
 * {@link RunReport} without its pictures, and what its maps were published as. A component that is
 * not there is null; a figure that is not defined, such as the silhouette of one class, is null in
 * the document too.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #VERSION}
 * @param created when the run ended, ISO 8601 in UTC
 * @param seconds that it took
 * @param stages where they went; null in a report of an earlier version
 * @param device what computed
 * @param settings names and values of the options
 * @param pixels valid pixels of all scenes
 * @param signatures the classes
 * @param physicalValues what the stored numbers stand for
 * @param descriptions what the classes look like; null where that is not known
 * @param covers what the maps show as one; null where that is each class
 * @param scenes those that have a map
 * @param skippedScenes names of those that have none
 * @param notes for the user, in sentences
 * @param clustering how the signatures were found
 * @param quality figures over all pixels
 * @param consistency whether labels keep their ground from scene to scene
 * @param comparison what joint clustering buys
 * @param choice how the number of classes was chosen
 * @param published layers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonReport(
    String format,
    int version,
    String created,
    double seconds,
    RunReport.Stages stages,
    String device,
    Map<String, String> settings,
    long pixels,
    JsonSignatures signatures,
    RunReport.PhysicalValues physicalValues,
    List<SpectralDescription> descriptions,
    List<CoverEntry> covers,
    List<SceneEntry> scenes,
    List<String> skippedScenes,
    List<String> notes,
    Clustering clustering,
    Quality quality,
    Consistency consistency,
    Comparison comparison,
    Choice choice,
    Published published) {
  /** Name of the file. */
  public static final String FILE = "report.json";

  private static final String FORMAT = "iikmc-report";
  private static final int VERSION = 1;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * A group of classes, or a class that is in none.
   *
   * @param name of the group or class
   * @param color as #rrggbb
   * @param classes labels, from 1
   */
  public record CoverEntry(String name, String color, List<Integer> classes) {
    static CoverEntry of(Legend.Cover cover) {
      return new CoverEntry(
          cover.name(), HexColor.text(cover.color().orElseThrow()), cover.labels());
    }
  }

  /**
   * A scene and its map.
   *
   * @param name of the scene
   * @param date of acquisition, ISO 8601
   * @param width columns
   * @param height rows
   * @param crs code or name of its reference system
   * @param map name of the file
   * @param confidence name of the file that tells how sure its labels are, if there is one
   * @param pixels valid ones that have a class
   * @param unclassifiedPixels valid ones that are too far from their signature; left out if none is
   * @param pixelsOfClass by class
   * @param squareKilometresOfClass by class, if the reference system tells
   * @param pixelsOfCover by cover; null where there are none
   * @param squareKilometresOfCover likewise, if the reference system tells
   * @param inertiaOfClass sum of squared distances to the signature, by class
   * @param simplifiedSilhouette mean over its pixels
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SceneEntry(
      String name,
      @JsonInclude(JsonInclude.Include.ALWAYS) String date,
      int width,
      int height,
      @JsonInclude(JsonInclude.Include.ALWAYS) String crs,
      String map,
      String confidence,
      long pixels,
      Long unclassifiedPixels,
      List<Long> pixelsOfClass,
      List<Double> squareKilometresOfClass,
      List<Long> pixelsOfCover,
      List<Double> squareKilometresOfCover,
      List<Double> inertiaOfClass,
      @JsonInclude(JsonInclude.Include.ALWAYS) Double simplifiedSilhouette) {
    static SceneEntry of(RunReport.SceneReport scene, Optional<List<Legend.Cover>> covers) {
      return new SceneEntry(
          scene.name(),
          scene.date().map(Object::toString).orElse(null),
          scene.width(),
          scene.height(),
          scene.crs().orElse(null),
          scene.map(),
          scene.confidence().orElse(null),
          scene.pixels(),
          scene.unclassified() == 0 ? null : scene.unclassified(),
          Arrays.stream(scene.counts()).boxed().toList(),
          scene.areas().map(JsonReport::list).orElse(null),
          covers.map(all -> all.stream().map(scene::pixels).toList()).orElse(null),
          covers
              .filter(all -> scene.areas().isPresent())
              .map(all -> all.stream().map(cover -> scene.area(cover).orElseThrow()).toList())
              .orElse(null),
          list(scene.inertia()),
          defined(scene.silhouette()));
    }
  }

  /**
   * How the signatures were found.
   *
   * @param pixels that took part
   * @param stopReason name of a constant of {@link org.iikmc.kmeans.StopReason}
   * @param converged whether this is one of convergence
   * @param rules by which classes were dropped, split and merged, if any could be
   * @param iterations the history
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Clustering(
      long pixels, String stopReason, boolean converged, Rules rules, List<Iteration> iterations) {
    static Clustering of(RunReport.Fit fit) {
      return new Clustering(
          fit.pixels(),
          fit.stopReason().name(),
          fit.stopReason().converged(),
          fit.rules().map(Rules::of).orElse(null),
          fit.iterations().stream().map(Iteration::of).toList());
    }
  }

  /**
   * When classes were dropped, split and merged; see {@link ClassRules}. Called as the options.
   *
   * @param minPixels of a class
   * @param maxStd of a class, along an axis
   * @param minDistance of two classes
   * @param maxMerges in an iteration
   */
  public record Rules(long minPixels, double maxStd, double minDistance, int maxMerges) {
    static Rules of(ClassRules rules) {
      return new Rules(
          rules.minPixels(), rules.maxDeviation(), rules.minDistance(), rules.maxMerges());
    }
  }

  /**
   * An iteration.
   *
   * @param number from 1
   * @param classes how many there were; null in a report of an earlier version
   * @param changed pixels that got another label
   * @param inertia before the signatures moved
   * @param largestShift of a signature
   * @param changes what became of classes
   * @param seconds that it took
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Iteration(
      int number,
      Integer classes,
      long changed,
      double inertia,
      double largestShift,
      List<Change> changes,
      double seconds) {
    static Iteration of(org.iikmc.kmeans.Iteration iteration) {
      return new Iteration(
          iteration.number(),
          iteration.classes(),
          iteration.changed(),
          iteration.inertia(),
          iteration.largestShift(),
          iteration.changes().stream().map(Change::of).toList(),
          iteration.nanos() / 1e9);
    }
  }

  /**
   * What became of a class; see {@link ClassChange}. What is not told of a kind is null.
   *
   * @param kind drop, split or merge
   * @param label of the class in its iteration
   * @param other label of the class that it was merged with
   * @param pixels that it had
   * @param axis along which it was split
   * @param deviation along that axis
   * @param distance from the other class
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Change(
      String kind,
      int label,
      Integer other,
      Long pixels,
      Integer axis,
      Double deviation,
      Double distance) {
    static Change of(ClassChange change) {
      if (change instanceof ClassChange.Split split) {
        return new Change(
            "split", split.label(), null, split.pixels(), split.axis(), split.deviation(), null);
      }
      if (change instanceof ClassChange.Merge merge) {
        return new Change(
            "merge", merge.label(), merge.other(), null, null, null, merge.distance());
      }
      ClassChange.Drop drop = (ClassChange.Drop) change;
      return new Change("drop", drop.label(), null, drop.pixels(), null, null, null);
    }
  }

  /**
   * Figures over all pixels.
   *
   * @param inertia sum of squared distances
   * @param simplifiedSilhouette mean over all pixels
   * @param silhouette mean over a sample
   * @param silhouettePixels size of that sample
   */
  public record Quality(
      double inertia, Double simplifiedSilhouette, Double silhouette, int silhouettePixels) {
    static Quality of(RunReport.Quality quality) {
      return new Quality(
          quality.inertia(),
          defined(quality.simplifiedSilhouette()),
          defined(quality.silhouette()),
          quality.silhouettePixels());
    }
  }

  /**
   * Whether classes mean covers or dates; see {@link RunReport.Consistency}.
   *
   * @param comparedPixels pairs of pixels on the same ground
   * @param agreement share of them with one label
   * @param kappa between two scenes
   * @param adjustedRand between two scenes
   * @param toldByDate share of a label that its date tells
   * @param toldByGround share of a label that its ground tells
   * @param classesOfSomeScenes those that others do not have
   */
  public record Consistency(
      long comparedPixels,
      Double agreement,
      Double kappa,
      Double adjustedRand,
      Double toldByDate,
      Double toldByGround,
      List<RunReport.PartialClass> classesOfSomeScenes) {
    static Consistency of(RunReport.Consistency consistency) {
      return new Consistency(
          consistency.comparedPixels(),
          defined(consistency.agreement()),
          defined(consistency.kappa()),
          defined(consistency.adjustedRand()),
          defined(consistency.toldByDate()),
          defined(consistency.toldByGround()),
          consistency.partial());
    }
  }

  /**
   * Joint clustering against each scene for itself; see {@link RunReport.Comparison}.
   *
   * @param jointDrift of the meaning of labels
   * @param perSceneDrift likewise
   * @param comparedPixels pairs of pixels on the same ground
   * @param jointAgreement share of them with one label
   * @param perSceneAgreement likewise
   * @param scenes runs of the single scenes
   */
  public record Comparison(
      Double jointDrift,
      Double perSceneDrift,
      long comparedPixels,
      Double jointAgreement,
      Double perSceneAgreement,
      List<RunReport.PerScene> scenes) {
    static Comparison of(RunReport.Comparison comparison) {
      return new Comparison(
          defined(comparison.jointDrift()),
          defined(comparison.perSceneDrift()),
          comparison.comparedPixels(),
          defined(comparison.jointAgreement()),
          defined(comparison.perSceneAgreement()),
          comparison.scenes());
    }
  }

  /**
   * How the number of classes was chosen.
   *
   * @param suggested the number that was taken
   * @param reason why
   * @param trials what came of each number, ascending
   */
  public record Choice(int suggested, String reason, List<Trial> trials) {
    static Choice of(RunReport.Choice choice) {
      return new Choice(
          choice.suggestion().k(),
          choice.suggestion().reason(),
          choice.trials().stream().map(Trial::of).toList());
    }
  }

  /**
   * What came of a number of classes; see {@link org.iikmc.kmeans.choice.KTrial}.
   *
   * @param k number of classes
   * @param inertia sum of squared distances to the means of the classes
   * @param simplifiedSilhouette mean over all pixels
   * @param calinskiHarabasz index
   * @param daviesBouldin index
   * @param stability adjusted Rand index of two halves
   * @param iterations that it took
   * @param converged whether it ended for that reason
   * @param seconds that finding the classes took
   */
  public record Trial(
      int k,
      Double inertia,
      Double simplifiedSilhouette,
      Double calinskiHarabasz,
      Double daviesBouldin,
      Double stability,
      int iterations,
      boolean converged,
      double seconds) {
    static Trial of(KTrial trial) {
      return new Trial(
          trial.k(),
          defined(trial.validity().inertia()),
          defined(trial.validity().simplifiedSilhouette()),
          defined(trial.validity().calinskiHarabasz()),
          defined(trial.validity().daviesBouldin()),
          defined(trial.stability()),
          trial.iterations(),
          trial.converged(),
          trial.seconds());
    }
  }

  /**
   * What a series was published as; see {@link PublishedSeries}.
   *
   * @param style of all layers
   * @param alternativeStyle the same classes in the other palette
   * @param layers one for each map
   * @param confidenceLayers one for each map too, of how sure its labels are; null if there are
   *     none
   * @param timeLayer all dates
   * @param group of all layers
   * @param notes for the user
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Published(
      String style,
      String alternativeStyle,
      List<Layer> layers,
      List<Layer> confidenceLayers,
      Layer timeLayer,
      String group,
      List<String> notes) {
    static Published of(PublishedSeries series) {
      return new Published(
          series.style(),
          series.alternativeStyle().orElse(null),
          series.layers().stream().map(Layer::of).toList(),
          series.confidenceLayers().isEmpty()
              ? null
              : series.confidenceLayers().stream().map(Layer::of).toList(),
          series.timeLayer().map(Layer::of).orElse(null),
          series.group().orElse(null),
          series.notes());
    }
  }

  /**
   * A layer.
   *
   * @param name with its workspace
   * @param scene whose map it is
   * @param date of acquisition, ISO 8601
   * @param wms a GetMap request
   * @param legend a GetLegendGraphic request
   * @param wcs a GetCoverage request
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Layer(
      String name, String scene, String date, String wms, String legend, String wcs) {
    static Layer of(PublishedSeries.Layer layer) {
      return new Layer(
          layer.name(),
          layer.scene().orElse(null),
          layer.date().map(Object::toString).orElse(null),
          layer.wms().orElse(null),
          layer.legend().orElse(null),
          layer.wcs().orElse(null));
    }
  }

  /** Text of a report: indented, with a line break at its end. */
  public static String write(RunReport report) {
    return text(of(report, null));
  }

  /** The same, and what the maps were published as. */
  public static String write(RunReport report, PublishedSeries published) {
    return text(of(report, Published.of(published)));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is none of these
   */
  public static JsonReport read(Path file) throws IOException {
    return MAPPER.readValue(file.toFile(), JsonReport.class);
  }

  /**
   * The text of a file with other names, colours and groups of its classes; all else is as it is
   * there, be it of another version.
   *
   * @param signatures of the same classes
   * @throws IOException if it is none of these
   */
  public static String relabelled(Path file, SignatureSet signatures) throws IOException {
    ObjectNode report = (ObjectNode) MAPPER.readTree(file.toFile());
    report.set("signatures", MAPPER.valueToTree(JsonSignatures.of(signatures)));
    Legend legend = signatures.legend();
    List<Legend.Cover> covers = legend.merges() ? legend.covers() : List.of();
    report.remove("covers");
    if (legend.merges()) {
      report.set("covers", MAPPER.valueToTree(covers.stream().map(CoverEntry::of).toList()));
    }
    for (JsonNode scene : report.path("scenes")) {
      addUp((ObjectNode) scene, "pixelsOfClass", "pixelsOfCover", covers);
      addUp((ObjectNode) scene, "squareKilometresOfClass", "squareKilometresOfCover", covers);
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
  }

  private static void addUp(
      ObjectNode scene, String ofClass, String ofCover, List<Legend.Cover> covers) {
    scene.remove(ofCover);
    if (covers.isEmpty() || !scene.has(ofClass)) {
      return;
    }
    ArrayNode sums = scene.putArray(ofCover);
    for (Legend.Cover cover : covers) {
      List<JsonNode> values =
          cover.labels().stream().map(label -> scene.path(ofClass).path(label - 1)).toList();
      if (values.stream().allMatch(JsonNode::isIntegralNumber)) {
        sums.add(values.stream().mapToLong(JsonNode::asLong).sum());
      } else {
        sums.add(values.stream().mapToDouble(JsonNode::asDouble).sum());
      }
    }
  }

  private static String text(JsonReport report) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values are always written
    }
  }

  private static JsonReport of(RunReport report, Published published) {
    Optional<List<Legend.Cover>> covers = report.covers();
    List<SpectralDescription> descriptions = report.descriptions();
    return new JsonReport(
        FORMAT,
        VERSION,
        report.created().toString(),
        report.seconds(),
        report.stages(),
        report.device(),
        report.settings(),
        report.pixels(),
        JsonSignatures.of(report.signatures()),
        report.physical(),
        descriptions.isEmpty() ? null : descriptions,
        covers.map(all -> all.stream().map(CoverEntry::of).toList()).orElse(null),
        report.scenes().stream().map(scene -> SceneEntry.of(scene, covers)).toList(),
        report.skipped(),
        report.notes(),
        report.fit().map(Clustering::of).orElse(null),
        Quality.of(report.quality()),
        report.consistency().map(Consistency::of).orElse(null),
        report.comparison().map(Comparison::of).orElse(null),
        report.choice().map(Choice::of).orElse(null),
        published);
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** JSON has no NaN. */
  private static Double defined(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
