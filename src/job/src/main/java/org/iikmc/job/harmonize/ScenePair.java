/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

/**
 * Two scenes and points on the ground at which both have a valid pixel.
 *
 * @param first index of a scene
 * @param second index of another
 * @param points ascending; shared, and not to be written
 */
record ScenePair(int first, int second, int[] points) {}
