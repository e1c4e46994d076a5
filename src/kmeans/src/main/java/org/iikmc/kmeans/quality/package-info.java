/** Figures about a finished clustering that need more than one pass over the labels. */
package org.iikmc.kmeans.quality;
