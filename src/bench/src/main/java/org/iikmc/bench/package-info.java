/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Benchmarks, which are no part of the product: {@code iikmc-bench.jar} compares the backends on
 * one simulated series; the JMH benchmarks of kernels are in the packages of the kernels.
 */
package org.iikmc.bench;
