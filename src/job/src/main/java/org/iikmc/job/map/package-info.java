/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Maps that exist already, and what their labels mean. {@link org.iikmc.job.map.MapFiles} finds
 * them in folders, with the signatures that a run has written beside them; a {@link
 * org.iikmc.job.map.ClassifiedMap} reads their labels window by window; and {@link
 * org.iikmc.job.map.MapClasses} are names and colours of the classes of several maps, which must be
 * the same classes.
 */
package org.iikmc.job.map;
