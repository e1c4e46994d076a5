/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Benchmarks, which are no part of the product: {@code iikmc-bench.jar} compares the iterations of
 * all backends on one simulated series, its command {@code runs} whole runs of the program, and its
 * command {@code peers} iterations with those of other libraries, and {@code reading} reads scenes
 * and nothing else; the JMH benchmarks of kernels are in the packages of the kernels.
 */
package org.iikmc.bench;
