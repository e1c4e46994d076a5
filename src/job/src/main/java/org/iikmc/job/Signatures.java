/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.raster.Band;
import org.iikmc.raster.Scene;
import org.iikmc.raster.style.CompositeBands;
import org.iikmc.raster.style.Palette;

/** Makes the signature set of a clustering. */
final class Signatures {
  private Signatures() {}

  /**
   * @param scene any of the series, for its bands
   * @param statistics of the final labels
   */
  static SignatureSet of(
      Scene scene, Clustering clustering, LabelStatistics statistics, Palette palette) {
    List<String> bands = scene.bands().stream().map(Band::name).toList();
    List<Color> colors =
        palette.colors(clustering.signatures(), CompositeBands.redGreenBlue(bands));
    List<SignatureSet.ClassSignature> classes = new ArrayList<>();
    for (int c = 0; c < colors.size(); c++) {
      classes.add(
          new SignatureSet.ClassSignature(
              "Class " + (c + 1),
              colors.get(c),
              statistics.count(c),
              clustering.signatures()[c],
              statistics.spread()[c]));
    }
    List<Double> wavelengths = scene.wavelengths();
    return new SignatureSet(
        bands,
        scene.sensor().map(Object::toString),
        wavelengths.contains(Double.NaN) ? List.of() : wavelengths,
        classes);
  }

  /** The same classes with the pixels that they got in the maps. */
  static SignatureSet recounted(SignatureSet set, List<SeriesReport.SceneReport> scenes) {
    List<SignatureSet.ClassSignature> classes = new ArrayList<>();
    for (int c = 0; c < set.k(); c++) {
      SignatureSet.ClassSignature each = set.classes().get(c);
      int label = c;
      long pixels = scenes.stream().mapToLong(scene -> scene.counts()[label]).sum();
      classes.add(
          new SignatureSet.ClassSignature(
              each.name(), each.color(), pixels, each.mean(), each.spread()));
    }
    return set.with(classes);
  }

  static double[] scales(Scene scene) {
    return scene.bands().stream().mapToDouble(Band::scale).toArray();
  }

  static double[] offsets(Scene scene) {
    return scene.bands().stream().mapToDouble(Band::offset).toArray();
  }
}
