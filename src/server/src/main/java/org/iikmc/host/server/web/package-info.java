/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a browser gets: the page, listings of scenes and series for it, and the files of published
 * series. No path is made of what a client writes: files are looked up among those that a series is
 * known to have.
 */
package org.iikmc.host.server.web;
