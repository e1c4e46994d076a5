/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Other libraries for the JVM on the same pixels, from the same start and with the same number of
 * iterations. The libraries are in the build only with the profile {@code peers}, and nothing of
 * them is distributed.
 */
package org.iikmc.bench.peers;
