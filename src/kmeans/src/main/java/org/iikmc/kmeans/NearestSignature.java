/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Labels the samples of a block that is held nowhere: what {@link SquaredDistance#nearest} says of
 * each, in the same arithmetic, and what the labels of a block tell of the classes. Immutable and
 * safe to share.
 */
public final class NearestSignature implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[][] signatures;
  private final SpectralSpace space;

  /**
   * @param signatures 1…{@value KMeansSettings#MAX_CLASSES} × bands, finite, harmonised; copied
   * @param space of the samples
   */
  public NearestSignature(double[][] signatures, SpectralSpace space) {
    if (signatures.length < 1 || signatures.length > KMeansSettings.MAX_CLASSES) {
      throw new IllegalArgumentException(
          signatures.length + " signatures; there must be 1 to " + KMeansSettings.MAX_CLASSES);
    }
    this.signatures = Arrays.stream(signatures).map(double[]::clone).toArray(double[][]::new);
    this.space = space;
  }

  /**
   * Labels of a block, as a map wants them.
   *
   * @param scene that it is part of
   * @param cells receives 1…k in each valid cell, a tie to the lower, and 0 in the others, from its
   *     start
   */
  public void read(int scene, SampleBlock block, byte[] cells) {
    block.mask().spread(label(scene, block).labels(), cells);
  }

  /**
   * Labels of a block.
   *
   * @param labels 0…k-1 for each sample; the receiver's own
   * @param figures of these samples; likewise
   */
  public record Labelled(byte[] labels, ClassFigures figures) {}

  /** Labels the samples of a block of a scene. */
  public Labelled label(int scene, SampleBlock block) {
    byte[] labels = new byte[block.count()];
    ClassFigures figures = new ClassFigures(signatures.length, signatures[0].length);
    SignatureDistances distances = new SignatureDistances(signatures, space);
    for (int from = 0; from < labels.length; from += SignatureDistances.CAPACITY) {
      int n = Math.min(SignatureDistances.CAPACITY, labels.length - from);
      for (int b = 0; b < block.bands().length; b++) {
        distances.load(b, block.type(), block.bands()[b], from, n);
      }
      distances.measure(scene, n);
      for (int i = 0; i < n; i++) {
        labels[from + i] = (byte) distances.label(i);
      }
      figures.add(distances, n);
    }
    return new Labelled(labels, figures);
  }
}
