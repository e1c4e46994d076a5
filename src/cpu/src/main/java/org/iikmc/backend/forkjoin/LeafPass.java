/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;

/**
 * A step over blocks whose samples lie in leaves. A leaf to which only one centroid can be nearest
 * moves as a whole; of others only those centroids are tried that can be. Either holds until the
 * centroids have drifted by its gap. Of one thread and one step.
 */
final class LeafPass {
  private final CenteredCentroids centroids;
  private final LeafScores ofSome;
  private final Frame frame;
  private final double drift;
  private final Chunk chunk;
  private final NearTies ties;
  private final ClassSums.Collector collector;
  private final Candidates all;
  private final Candidates ofNode;
  private final Candidates ofLeaf;

  /**
   * @param centroids for the frame
   * @param drift of all centroids up to this step
   * @param collector for the frame
   */
  LeafPass(
      CenteredCentroids centroids,
      Frame frame,
      double drift,
      Chunk chunk,
      NearTies ties,
      ClassSums.Collector collector) {
    this.centroids = centroids;
    this.frame = frame;
    this.drift = drift;
    this.chunk = chunk;
    this.ties = ties;
    this.collector = collector;
    ofSome = new LeafScores(centroids);
    all = Candidates.all(centroids.k());
    ofNode = new Candidates(centroids.k());
    ofLeaf = new Candidates(centroids.k());
  }

  /**
   * Labels the samples of a block.
   *
   * @return how many changed their label
   */
  long assign(StoredBlock block, LeafLabels labels) {
    double[] reach = block.reach(frame.center());
    double decision = centroids.scores().decisionError(reach);
    BoxTest test = new BoxTest(centroids.scores(), reach);
    LeafOrder order = block.order();
    int tested = -1;
    long changed = 0;
    for (int leaf = 0; leaf < order.leaves(); leaf++) {
      if (!(drift < labels.expiry[leaf])) {
        int node = leaf / LeafOrder.NODE;
        if (node != tested) {
          test.find(order.nodes(), node, all, ofNode);
          tested = node;
        }
        test.find(order.boxes(), leaf, ofNode, ofLeaf);
        labels.candidates[leaf] = ofLeaf.list();
        labels.expiry[leaf] = drift + ofLeaf.gap;
      }
      byte[] candidates = labels.candidates[leaf];
      if (candidates.length > 1) {
        changed += assignEach(block, leaf, candidates, decision);
        labels.label[leaf] = LeafLabels.MIXED;
      } else if (labels.label[leaf] != (candidates[0] & 0xFF)) {
        changed += assignWhole(block, leaf, labels.label[leaf], candidates[0]);
        labels.label[leaf] = (short) (candidates[0] & 0xFF);
      }
    }
    return changed;
  }

  private long assignEach(StoredBlock block, int leaf, byte[] candidates, double decision) {
    ofSome.take(block.order().boxes(), leaf, candidates, decision);
    int end = block.order().starts()[leaf + 1];
    long changed = 0;
    for (int from = block.order().starts()[leaf]; from < end; from += chunk.capacity) {
      chunk.load(block, from, Math.min(chunk.capacity, end - from), ofSome.middle());
      int close = chunk.findNearest(ofSome.kernel(), ofSome.bound());
      for (int i = 0; i < chunk.size(); i++) {
        chunk.label[i] = candidates[chunk.label[i] & 0xFF];
      }
      ties.decide(chunk, close, frame, candidates);
      changed += chunk.settle(collector);
    }
    return changed;
  }

  /**
   * @param before what the leaf's samples had: a label, none, or each its own
   */
  private long assignWhole(StoredBlock block, int leaf, short before, byte label) {
    LeafOrder order = block.order();
    int end = order.starts()[leaf + 1];
    long changed = before == LeafLabels.MIXED ? 0 : order.size(leaf);
    for (int from = order.starts()[leaf]; from < end; from += chunk.capacity) {
      chunk.load(block, from, Math.min(chunk.capacity, end - from), frame.center());
      Arrays.fill(chunk.label, 0, chunk.size(), label);
      if (before == LeafLabels.MIXED) {
        changed += chunk.settle(collector);
      } else {
        chunk.storeLabels();
      }
    }
    if (before != LeafLabels.MIXED) {
      collector.moveLeaf(order, leaf, before, label & 0xFF);
    }
    return changed;
  }
}
