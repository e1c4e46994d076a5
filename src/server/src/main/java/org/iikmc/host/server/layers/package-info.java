/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The layers of the server: its scenes, and what was made of them. {@code Layers} asks the catalog
 * each time, so that what is copied into the folder of scenes or published by a run is there at
 * once, and keeps files open only as long as they stay the same.
 */
package org.iikmc.host.server.layers;
