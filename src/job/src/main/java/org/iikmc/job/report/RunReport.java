/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.ClassRules;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.StopReason;
import org.iikmc.kmeans.choice.KTrial;
import org.iikmc.kmeans.choice.Suggestion;
import org.iikmc.raster.Band;
import org.iikmc.raster.Scene;

/**
 * All that is told about a finished job. Arrays by class have k elements, in the order of the
 * labels. Arrays are shared with whoever made the report, and nobody writes them afterwards.
 * Reports are not compared: arrays make two equal ones differ.
 *
 * @param created when the job ended
 * @param stages what they took
 * @param device what computed
 * @param settings as the user would write them, for repeating the job
 * @param signatures the classes
 * @param physical what people read the signatures in
 * @param scenes one for each scene that was classified
 * @param skipped names of scenes that had no valid pixel
 * @param notes what the user should know of the scenes, in sentences
 * @param fit how the signatures were found; empty if they were given
 * @param quality figures over all pixels
 * @param consistency whether labels keep their ground from scene to scene; empty for one scene
 * @param comparison what joint clustering buys, if that was asked for
 * @param choice how the number of classes was chosen, if there were several
 */
public record RunReport(
    Instant created,
    Stages stages,
    String device,
    Map<String, String> settings,
    SignatureSet signatures,
    PhysicalValues physical,
    List<SceneReport> scenes,
    List<String> skipped,
    List<String> notes,
    Optional<Fit> fit,
    Quality quality,
    Optional<Consistency> consistency,
    Optional<Comparison> comparison,
    Optional<Choice> choice) {

  /** What the job took in all, in seconds. */
  public double seconds() {
    return stages.total();
  }

  /** What the maps show, where that is not each class by itself. */
  public Optional<List<Legend.Cover>> covers() {
    Legend legend = signatures.legend();
    return legend.merges() ? Optional.of(legend.covers()) : Optional.empty();
  }

  /** What the classes look like, as far as that is known. */
  public List<SpectralDescription> descriptions() {
    return SpectralDescription.of(signatures, physical);
  }

  /** Pixels of all scenes that have a class. */
  public long pixels() {
    return scenes.stream().mapToLong(SceneReport::pixels).sum();
  }

  /**
   * Where the time went, in seconds. A scene that goes by block by block, because signatures were
   * given or are of a sample, is read, labelled and written at once; all of that is writing.
   *
   * @param read opening the scenes and taking their pixels in
   * @param cluster harmonizing, and finding the signatures
   * @param measure figures over the labels, and the comparison
   * @param write the maps; the report itself is written later
   */
  public record Stages(double read, double cluster, double measure, double write) {
    /** All of them. */
    public double total() {
      return read + cluster + measure + write;
    }
  }

  /**
   * What people read signatures in: physical value = scale * value + offset, by band.
   *
   * @param scale of each band
   * @param offset of each band
   * @param unit what the physical value is, for people
   * @param fullReflectance the physical value of what reflects all light, 1 or 100; null where
   *     values are not known to be reflectances
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PhysicalValues(
      List<Double> scale, List<Double> offset, String unit, Double fullReflectance) {
    private static final double PERCENT = 100;

    /**
     * Those of signatures.
     *
     * @param scenes of their series
     */
    public static PhysicalValues of(SignatureSet signatures, List<Scene> scenes) {
      Harmonization harmonization = signatures.harmonization();
      int bands = signatures.bands().size();
      if (harmonization.method() != HarmonizeMethod.NONE) {
        boolean reflectance = harmonization.unit().contains("reflectance");
        return new PhysicalValues(
            Collections.nCopies(bands, reflectance ? PERCENT : 1.0),
            Collections.nCopies(bands, 0.0),
            harmonization.unit() + (reflectance ? ", %" : ""),
            reflectance ? PERCENT : null);
      }
      Scene scene = scenes.get(0);
      PhysicalValues stored =
          new PhysicalValues(
              scene.bands().stream().map(Band::scale).toList(),
              scene.bands().stream().map(Band::offset).toList(),
              "scale × stored value + offset",
              areReflectances(scenes) ? 1.0 : null);
      boolean same =
          stored.scale().stream().allMatch(scale -> scale == 1)
              && stored.offset().stream().allMatch(offset -> offset == 0);
      return same
          ? new PhysicalValues(
              stored.scale(), stored.offset(), "DN / value as stored", stored.fullReflectance())
          : stored;
    }

    /** Whether stored values of all scenes become reflectances in one way. */
    private static boolean areReflectances(List<Scene> scenes) {
      List<List<Object>> ways = new ArrayList<>();
      for (Scene scene : scenes) {
        if (!(scene.physicalValues() instanceof org.iikmc.raster.PhysicalValues.Known known)
            || !known.quantity().isReflectance()) {
          return false;
        }
        ways.add(List.of(known.quantity(), known.scale(), known.offset()));
      }
      return ways.stream().distinct().count() == 1;
    }

    /**
     * A value of a signature as reflectance, 0…1; only where it is known to be one.
     *
     * @param mean of the class, by band
     */
    double reflectance(double[] mean, int band) {
      return (scale.get(band) * mean[band] + offset.get(band)) / fullReflectance;
    }
  }

  /**
   * One classified scene.
   *
   * @param name of the scene
   * @param date of acquisition
   * @param width columns
   * @param height rows
   * @param crs code or name of its reference system, if it has one
   * @param map name of the file of its map, in the folder of the report
   * @param confidence name of the file that tells how sure its labels are, likewise; empty if there
   *     is none
   * @param counts pixels of the map by class
   * @param unclassified valid pixels that have no class, because they are too far from their
   *     signature
   * @param areas km² by class; empty without a reference system
   * @param inertia sum of squared distances by class
   * @param silhouette mean simplified silhouette of its pixels, -1…1
   * @param pictures quick-looks
   */
  public record SceneReport(
      String name,
      Optional<LocalDate> date,
      int width,
      int height,
      Optional<String> crs,
      String map,
      Optional<String> confidence,
      long[] counts,
      long unclassified,
      Optional<double[]> areas,
      double[] inertia,
      double silhouette,
      Pictures pictures) {
    /** Valid pixels of a cover. */
    public long pixels(Legend.Cover cover) {
      return cover.labels().stream().mapToLong(label -> counts[label - 1]).sum();
    }

    /** km² of a cover; empty without a reference system. */
    public Optional<Double> area(Legend.Cover cover) {
      return areas.map(each -> cover.labels().stream().mapToDouble(label -> each[label - 1]).sum());
    }

    /** Pixels that have a class. */
    public long pixels() {
      long sum = 0;
      for (long count : counts) {
        sum += count;
      }
      return sum;
    }
  }

  /**
   * A scene and its classes, small.
   *
   * @param width columns
   * @param height rows
   * @param red values row by row, NaN where there is none
   * @param green likewise
   * @param blue likewise
   * @param labels 1…k, 0 where there is none
   */
  public record Pictures(
      int width, int height, float[] red, float[] green, float[] blue, byte[] labels) {}

  /**
   * How the signatures were found.
   *
   * @param pixels that took part; fewer than all if a sample was asked for
   * @param iterations the history
   * @param stopReason why it ended
   * @param rules by which classes were dropped, split and merged; empty if none could be
   */
  public record Fit(
      long pixels, List<Iteration> iterations, StopReason stopReason, Optional<ClassRules> rules) {}

  /**
   * Quality figures.
   *
   * @param inertia sum of squared distances to the own signature
   * @param simplifiedSilhouette own signature against the nearest other, mean over all pixels
   * @param silhouette the true one, of a random sample; NaN if all of it is of one class
   * @param silhouettePixels size of that sample
   */
  public record Quality(
      double inertia, double simplifiedSilhouette, double silhouette, int silhouettePixels) {
    /**
     * Puts the figures of the scenes together.
     *
     * @param silhouette the true one of a sample
     * @param silhouettePixels size of that sample
     */
    public static Quality of(List<SceneReport> scenes, double silhouette, int silhouettePixels) {
      double inertia = 0;
      double simplified = 0;
      long pixels = 0;
      for (SceneReport scene : scenes) {
        inertia += Arrays.stream(scene.inertia()).sum();
        simplified += scene.silhouette() * scene.pixels();
        pixels += scene.pixels();
      }
      return new Quality(
          inertia, pixels == 0 ? 0 : simplified / pixels, silhouette, silhouettePixels);
    }
  }

  /**
   * Whether classes mean covers or dates, from the labels of common ground: at points, as many as
   * the first scene has pixels or fewer.
   *
   * @param comparedPixels pairs of valid pixels of two scenes on the same ground
   * @param agreement share of them with one label
   * @param kappa Cohen's kappa between two scenes, mean over the pairs of scenes
   * @param adjustedRand the adjusted Rand index between two scenes, likewise
   * @param toldByDate share of what there is to know of a label that its date tells, 0…1
   * @param toldByGround the same of its ground, corrected for chance, at most 1
   * @param partial classes that some scenes do not have
   */
  public record Consistency(
      long comparedPixels,
      double agreement,
      double kappa,
      double adjustedRand,
      double toldByDate,
      double toldByGround,
      List<PartialClass> partial) {
    /** Whether a label tells more of its date than of its ground. */
    public boolean datesWin() {
      return toldByDate > toldByGround;
    }
  }

  /**
   * A class that some scenes do not have: there it covers less than a hundredth of its greatest
   * share of a scene.
   *
   * @param label from 1
   * @param scenes names of those that have it
   */
  public record PartialClass(int label, List<String> scenes) {}

  /**
   * Joint clustering against plain k-means of each scene with the same settings.
   *
   * @param jointDrift how far the mean spectrum of a label in one scene lies from that in all, root
   *     mean square over all pixels, in the units of the bands
   * @param perSceneDrift the same, each scene clustered for itself; its labels are named so that
   *     most pixels agree with the joint ones
   * @param comparedPixels pairs of valid pixels of two scenes on the same ground
   * @param jointAgreement share of them with one label, jointly clustered
   * @param perSceneAgreement the same, each scene clustered for itself
   * @param scenes the runs of the single scenes
   */
  public record Comparison(
      double jointDrift,
      double perSceneDrift,
      long comparedPixels,
      double jointAgreement,
      double perSceneAgreement,
      List<PerScene> scenes) {}

  /**
   * Plain k-means of one scene.
   *
   * @param name of the scene
   * @param iterations it took
   * @param inertia sum of squared distances
   */
  public record PerScene(String name, int iterations, double inertia) {}

  /**
   * How the number of classes was chosen.
   *
   * @param trials what came of each number, ascending
   * @param suggestion the number that was taken, and why
   */
  public record Choice(List<KTrial> trials, Suggestion suggestion) {
    public Choice {
      trials = List.copyOf(trials);
    }
  }
}
