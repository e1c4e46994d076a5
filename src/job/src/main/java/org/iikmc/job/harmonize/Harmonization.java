/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Matrices;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.Scene;

/**
 * In what values the signatures of a series are, how its scenes come into them and further scenes
 * can, and by what metric pixels are compared: all that classifying needs beside the signatures.
 * Arrays are shared, and nobody writes them.
 *
 * @param method never {@link HarmonizeMethod#AUTO}
 * @param unit of the harmonised values, for people
 * @param reference the scene whose values the others were brought to; of {@code relative} alone
 * @param scenes of the series; empty where values are as they are stored
 * @param statistics of the harmonised values of all scenes; by them further scenes are brought to
 *     these values where nothing else can; empty where nothing else has to
 * @param metric what {@code matrix} is
 * @param matrix W: distances are Euclidean between {@code W·h}, h the harmonised values
 */
public record Harmonization(
    HarmonizeMethod method,
    String unit,
    Optional<String> reference,
    List<SceneMap> scenes,
    Optional<RobustScaling> statistics,
    MetricKind metric,
    double[][] matrix) {
  public Harmonization {
    scenes = List.copyOf(scenes);
  }

  /** Values as they are stored, and Euclidean distances: the method of the paper. */
  public static Harmonization none(int bands) {
    return new Harmonization(
        HarmonizeMethod.NONE,
        "stored values",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        MetricKind.EUCLIDEAN,
        Matrices.identity(bands));
  }

  /** Whether stored values are compared as they are. */
  public boolean isNone() {
    return method == HarmonizeMethod.NONE && metric == MetricKind.EUCLIDEAN;
  }

  /** Whether a scene can be brought to these values without reading it. */
  public boolean isKnown(Scene scene) {
    return method == HarmonizeMethod.NONE
        || method == HarmonizeMethod.REFLECTANCE
        || scenes.stream().anyMatch(each -> each.isOf(scene));
  }

  /**
   * The map of a scene that {@linkplain #isKnown is known}.
   *
   * @throws InputException if the product does not say what its values stand for, and it has to
   */
  public AffineMap map(Scene scene) {
    Optional<SceneMap> own = scenes.stream().filter(each -> each.isOf(scene)).findFirst();
    if (own.isPresent()) {
      return own.get().map();
    }
    return method == HarmonizeMethod.NONE
        ? AffineMap.identity(matrix.length)
        : physical(scene, scene.physicalValues());
  }

  /** The map of a scene of which only a part may be there; empty if its statistics are needed. */
  public Optional<AffineMap> mapByName(Scene scene) {
    Optional<AffineMap> own =
        scenes.stream()
            .filter(each -> each.name().equals(scene.name()))
            .findFirst()
            .map(SceneMap::map);
    return own.isPresent() || !isKnown(scene) ? own : Optional.of(map(scene));
  }

  /** Names of the scenes of the series. */
  public List<String> names() {
    return scenes.stream().map(SceneMap::name).toList();
  }

  /**
   * The map of any other scene, by its own statistics.
   *
   * @param own of its stored values
   * @throws InputException if a band has one value in half of its pixels
   */
  public AffineMap map(Scene scene, RobustScaling own) {
    checkRange(scene, own);
    return own.to(statistics.orElseThrow());
  }

  /** The space of one scene. */
  public SpectralSpace space(AffineMap map) {
    return new SpectralSpace(List.of(map), matrix);
  }

  static AffineMap physical(Scene scene, PhysicalValues values) {
    if (values instanceof PhysicalValues.Known known) {
      return AffineMap.scaling(
          known.scale().stream().mapToDouble(Double::doubleValue).toArray(),
          known.offset().stream().mapToDouble(Double::doubleValue).toArray());
    }
    throw new InputException(
        ((PhysicalValues.Unknown) values).reason()
            + ", so that its values can't be turned into reflectance; add it, or choose another way"
            + " with ",
        Problem.option("harmonize"),
        ".");
  }

  static void checkRange(Scene scene, RobustScaling own) {
    int flat = own.flatBand();
    if (flat >= 0) {
      throw new InputException(
          "Half of the valid pixels of scene "
              + scene.name()
              + " have one value in band "
              + scene.bands().get(flat).name()
              + ", so that it can't be scaled by its interquartile range; leave the band out with ",
          Problem.option("bands"),
          ", or choose another way with ",
          Problem.option("harmonize"),
          ".");
    }
  }
}
