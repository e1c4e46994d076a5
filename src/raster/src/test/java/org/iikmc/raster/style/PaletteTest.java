/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.IndexColorModel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
  private static List<Color> categorical(int classes) {
    return Palette.CATEGORICAL.colors(new double[classes][3], Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(Palette.class)
  void anyNumberOfClassesGetsAsManyDifferentColours(Palette palette) {
    for (int k = 1; k <= 255; k++) {
      List<Color> colors = palette.colors(new double[k][3], Optional.of(new int[] {2, 1, 0}));
      assertThat(colors).hasSize(k);
      assertThat(new HashSet<>(colors)).as("%d classes", k).hasSize(k);
    }
  }

  @Test
  void theFirstEightAreThoseOfOkabeAndIto() {
    assertThat(categorical(8).stream().map(c -> String.format("%06X", c.getRGB() & 0xFFFFFF)))
        .containsExactlyInAnyOrder(
            "000000", "E69F00", "56B4E9", "009E73", "F0E442", "0072B2", "D55E00", "CC79A7");
  }

  @Test
  void aClassKeepsItsColourWhenThereAreMore() {
    assertThat(categorical(200).subList(0, 20)).isEqualTo(categorical(20));
  }

  @Test
  void naturalColoursFollowRedGreenAndBlue() {
    double[][] signatures = {
      {0, 0, 0, 9}, {90, 0, 0, 9}, {0, 90, 0, 9}, {0, 0, 90, 9}, {90, 90, 90, 9}
    };
    List<Color> colors = Palette.NATURAL.colors(signatures, Optional.of(new int[] {2, 1, 0}));
    assertThat(colors)
        .containsExactly(
            new Color(20, 20, 20),
            new Color(20, 20, 245),
            new Color(20, 245, 20),
            new Color(245, 20, 20),
            new Color(245, 245, 245));
  }

  @Test
  void naturalColoursAreBrightenedByTheSquareRootUpToThe85thPercentile() {
    // which is 177.5 here: 20 + 225 sqrt(25 / 77.5)
    List<Color> colors =
        Palette.NATURAL.colors(new double[][] {{100}, {125}, {200}}, Optional.empty());
    assertThat(colors)
        .containsExactly(new Color(20, 20, 20), new Color(148, 148, 148), new Color(245, 245, 245));
  }

  @Test
  void namesTellTheVisibleBands() {
    assertThat(CompositeBands.redGreenBlue(List.of("B2", "B3", "B4", "B5")).orElseThrow())
        .containsExactly(2, 1, 0);
    assertThat(CompositeBands.redGreenBlue(List.of("B08", "B04", "B03", "B02")).orElseThrow())
        .containsExactly(1, 2, 3);
    assertThat(CompositeBands.redGreenBlue(List.of("SR_B1", "SR_B2", "SR_B3")).orElseThrow())
        .containsExactly(2, 1, 0);
    assertThat(CompositeBands.redGreenBlue(List.of("blue", "Green", "RED", "nir")).orElseThrow())
        .containsExactly(2, 1, 0);
    assertThat(CompositeBands.redGreenBlue(List.of("1", "2", "3"))).isEmpty();
    assertThat(CompositeBands.redGreenBlue(List.of("B4", "B5", "B6"))).isEmpty();
  }

  @Test
  void theColourTableOfAStyle() {
    ClassStyle style =
        new ClassStyle(List.of("a", "b"), List.of(new Color(1, 2, 3), new Color(250, 251, 252)));
    IndexColorModel model = style.colorModel();
    assertThat(model.getMapSize()).isEqualTo(256);
    assertThat(model.getAlpha(0)).isZero();
    assertThat(model.getRGB(1)).isEqualTo(0xFF010203);
    assertThat(model.getRGB(2)).isEqualTo(0xFFFAFBFC);
    assertThat(model.getAlpha(3)).isZero();
    assertThat(style.hex(0)).isEqualTo("#010203");
    assertThat(style.hex(1)).isEqualTo("#fafbfc");
  }

  @Test
  void aStyleOf255Classes() {
    ClassStyle style = new ClassStyle(java.util.Collections.nCopies(255, "c"), categorical(255));
    assertThat(style.colorModel().getAlpha(255)).isEqualTo(255);
  }
}
