/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the quality bands of a scene is asked what. */
public final class QualityBands {
  /** Of Landsat, of which several may tell one thing: the better first, which alone is asked. */
  private static final List<QualityFlags> LANDSAT =
      List.of(
          QualityFlags.COLLECTION_2_QA_PIXEL,
          QualityFlags.COLLECTION_1_PIXEL_QA,
          QualityFlags.COLLECTION_2_RADSAT,
          QualityFlags.COLLECTION_1_RADSAT,
          QualityFlags.LANDSAT_AEROSOL,
          QualityFlags.LANDSAT_OPACITY,
          QualityFlags.SCENE_BQA,
          QualityFlags.COLLECTION_1_BQA,
          QualityFlags.LANDSAT_CLOUD_QA);

  private static final Pattern NUMBER = Pattern.compile("B([0-9]{1,2})(?:_VCID_([12]))?");

  /** What Landsat 7 counts its thermal band of high gain as. */
  private static final int HIGH_GAIN = 9;

  private QualityBands() {}

  /**
   * Those among the bands of a source.
   *
   * @param names of all its bands, as the source calls them
   * @param all these bands
   * @param own grid of the source
   * @param scene that of the scene
   * @param chosen names of the bands that are clustered
   */
  public static List<QualityBand> among(
      List<String> names, List<Band> all, Grid own, Grid scene, List<String> chosen) {
    List<Integer> indices = new ArrayList<>();
    List<QualityFlags> flags = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Optional<QualityFlags> coding = QualityFlags.ofBand(names.get(i));
      if (coding.isPresent()) {
        indices.add(i);
        flags.add(coding.get());
      }
    }
    List<QualityQuery> queries = queries(flags, chosen);
    List<QualityBand> bands = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      if (!queries.get(i).isEmpty()) {
        Band band = all.get(indices.get(i));
        bands.add(QualityBand.of(band.pixels(), band.index(), queries.get(i), own, scene));
      }
    }
    return bands;
  }

  /**
   * What the quality bands of a scene are asked: each thing only the best that can tell it, where
   * several say the same, and of saturation only that of the chosen bands.
   *
   * @param found the codings of all that the scene has
   * @param chosen names of the bands that are clustered
   * @return one for each that was found, in that order; empty if it is not needed
   */
  public static List<QualityQuery> queries(List<QualityFlags> found, List<String> chosen) {
    return found.stream()
        .map(flags -> new QualityQuery(flags, ownOf(flags, found), bits(flags, chosen)))
        .toList();
  }

  /** What no better one tells. */
  private static Set<PixelCondition> ownOf(QualityFlags flags, List<QualityFlags> found) {
    Set<PixelCondition> own = EnumSet.noneOf(PixelCondition.class);
    own.addAll(flags.conditions());
    for (QualityFlags better : LANDSAT.subList(0, Math.max(0, LANDSAT.indexOf(flags)))) {
      if (found.contains(better)) {
        own.removeAll(better.conditions());
      }
    }
    return own;
  }

  private static int bits(QualityFlags flags, List<String> chosen) {
    return switch (flags) {
      case COLLECTION_1_RADSAT -> 1 | saturation(chosen);
      case COLLECTION_2_RADSAT -> saturation(chosen) >> 1;
      default -> QualityQuery.ALL_BITS;
    };
  }

  /** Bit n for each band n; all if the name of one does not tell which it is. */
  private static int saturation(List<String> bands) {
    int bits = 0;
    for (String band : bands) {
      Matcher name = NUMBER.matcher(BandSelection.canonical(band));
      if (!name.matches()) {
        return QualityQuery.ALL_BITS;
      }
      bits |= 1 << ("2".equals(name.group(2)) ? HIGH_GAIN : Integer.parseInt(name.group(1)));
    }
    return bits;
  }
}
