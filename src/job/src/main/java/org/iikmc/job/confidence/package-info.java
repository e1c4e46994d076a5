/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * How sure labels are. {@link org.iikmc.job.confidence.SceneConfidence} reads the pixels of a scene
 * once more when that is asked for, whatever gave the labels, and makes of them a raster beside the
 * map, and of pixels that are too far from their signature pixels without a class.
 */
package org.iikmc.job.confidence;
