/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What file systems have in common that only read files by absolute names with slashes between
 * them: those of web servers and those of archives. It knows neither.
 */
package org.iikmc.raster.file.readonly;
