/* SPDX-License-Identifier: GPL-2.0-or-later */
/** The pixels that iterations are compared on. */
package org.iikmc.bench.series;
