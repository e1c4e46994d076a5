/**
 * Initial signatures. Every strategy is deterministic: the same samples, k and seed give the same
 * bits.
 */
package org.iikmc.kmeans.seeding;
