/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Every option of every command and process, once. {@link org.iikmc.job.options.Options} is the
 * catalogue; an {@link org.iikmc.job.options.Option} has a name, a {@link
 * org.iikmc.job.options.Kind} of value with its range, a default, a help text, and the {@link
 * org.iikmc.job.options.Door}s where it is given. Hosts make of it what they show: the command line
 * its options, the processes their inputs, the plugin of QGIS its widgets; the tables of the
 * documentation are compared with it.
 *
 * <p>What comes back is text. {@link org.iikmc.job.options.Given} checks all of a request at once,
 * so that a run never begins with a value that is wrong. To add an option, add it to the catalogue
 * and read it where it is used; no other file changes.
 */
package org.iikmc.job.options;
