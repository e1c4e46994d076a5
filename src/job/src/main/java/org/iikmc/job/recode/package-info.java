/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Maps that exist under a legend: a {@link org.iikmc.job.recode.Recoding} says which class becomes
 * which, {@link org.iikmc.job.recode.RecodeJob} writes maps by it. This is the only place where the
 * classes of a group become one in the pixels; elsewhere maps keep their classes, and only show a
 * group as one.
 */
package org.iikmc.job.recode;
