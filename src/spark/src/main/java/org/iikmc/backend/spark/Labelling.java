/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.iikmc.backend.forkjoin.Frame;
import org.iikmc.backend.forkjoin.SampleHead;
import org.iikmc.kmeans.SpectralSpace;

/**
 * What all steps of one assignment have in common.
 *
 * @param id no other assignment of the same samples has it
 * @param k number of classes
 * @param frames of the samples that take part
 * @param space of their scenes
 * @param firstScene number of the first of these
 * @param meanSquare mean of the squared distances of all samples to their mean
 */
record Labelling(
    long id, int k, List<Frame> frames, SpectralSpace space, int firstScene, double meanSquare)
    implements Serializable {
  /** Of all samples of a head. */
  static Labelling of(long id, int k, SampleHead head) throws IOException {
    return new Labelling(id, k, head.frames(), head.space(), head.firstScene(), head.meanSquare());
  }
}
