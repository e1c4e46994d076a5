/**
 * Metrics that weigh what tells classes apart more than what varies within them. Every method is
 * deterministic: the same samples, k and seed give the same bits.
 */
package org.iikmc.kmeans.metric;
