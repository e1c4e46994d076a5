/* SPDX-License-Identifier: GPL-2.0-or-later */
/** XML that others wrote beside their rasters. */
package org.iikmc.raster.xml;
