/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MatricesTest {
  @Test
  void productsByHand() {
    double[][] a = {{1, 2}, {3, 4}, {5, 6}};
    double[][] b = {{1, 0, -1}, {2, 1, 0}};
    assertThat(Matrices.product(a, b))
        .isDeepEqualTo(new double[][] {{5, 2, -1}, {11, 4, -3}, {17, 6, -5}});
    assertThat(Matrices.product(a, new double[] {10, 1})).containsExactly(12, 34, 56);
    assertThat(Matrices.transposed(a)).isDeepEqualTo(new double[][] {{1, 3, 5}, {2, 4, 6}});
  }

  /** The textbook's example of a factor in whole numbers. */
  @Test
  void choleskyByHand() {
    double[][] a = {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}};
    double[][] lower = {{2, 0, 0}, {6, 1, 0}, {-8, 5, 3}};
    assertThat(Matrices.cholesky(a)).isDeepEqualTo(lower);
    assertThat(Matrices.product(lower, Matrices.inverseOfLower(lower)))
        .isDeepEqualTo(Matrices.identity(3));
  }

  @Test
  void aBandThatAnotherTellsHasNoPivot() {
    assertThat(Matrices.cholesky(new double[][] {{4, 2, 4}, {2, 1, 2}, {4, 2, 5}}))
        .isDeepEqualTo(new double[][] {{2, 0, 0}, {1, 0, 0}, {2, 0, 1}});
  }

  @Test
  void inverseByHand() {
    double[][] a = {{0, 2, 0}, {4, 0, 0}, {0, 0, -0.5}};
    assertThat(Matrices.inverse(a).orElseThrow())
        .isDeepEqualTo(new double[][] {{0, 0.25, 0}, {0.5, 0, 0}, {0, 0, -2}});
    double[][] b = {{2, 1}, {7, 4}};
    assertThat(Matrices.product(b, Matrices.inverse(b).orElseThrow())[0][0])
        .isCloseTo(1, within(1e-14));
    assertThat(Matrices.inverse(new double[][] {{1, 2}, {2, 4}})).isEmpty();
  }

  @Test
  void mapsByHand() {
    AffineMap map = new AffineMap(new double[][] {{1, 2}, {0, 3}}, new double[] {10, -1});
    assertThat(map.of(new double[] {5, 7})).containsExactly(29, 20);
    assertThat(map.isDiagonal()).isFalse();
    assertThat(map.then(new double[][] {{2, 0}, {1, 1}}).of(new double[] {5, 7}))
        .containsExactly(58, 49);
    assertThat(AffineMap.identity(2).isIdentity()).isTrue();
    assertThat(AffineMap.scaling(new double[] {1, 1}, new double[] {0, 1}).isIdentity()).isFalse();
    assertThat(SpectralSpace.plain(3, 2).isPlain()).isTrue();
  }
}
