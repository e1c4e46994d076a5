/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Whole runs, files in and maps out, each in a JVM of its own as a user starts it: how they are
 * started and measured, and how several kinds of them are told side by side, as a table, a JSON
 * document and a plot.
 */
package org.iikmc.bench.runs;
