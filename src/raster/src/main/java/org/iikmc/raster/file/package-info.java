/* SPDX-License-Identifier: GPL-2.0-or-later */
/** File systems by the schemes of their addresses, those that came with the program too. */
package org.iikmc.raster.file;
