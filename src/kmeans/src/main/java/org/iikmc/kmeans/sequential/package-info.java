/**
 * The plain way: one thread, one pixel at a time, float64. What faster backends are measured
 * against, and short enough to be read next to the paper.
 */
package org.iikmc.kmeans.sequential;
