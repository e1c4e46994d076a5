/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The embedded OGC server: the processes of {@link org.iikmc.wps}, maps of scenes and of what is
 * published, and files to take away, without a GeoServer. {@link org.iikmc.host.server.OgcServer}
 * makes the parts when it is made and puts them together; each package below holds one service, and
 * knows the others only through {@link org.iikmc.host.server.http}, whose {@code HttpCall} goes in
 * and whose {@code Answer} comes out of all of them. {@code Services} says which address is whose.
 * It speaks to its clients as a GeoServer does, so that a request works in both; what is not needed
 * to cluster and look (WFS, WCS, GML, styles of others) is left to GeoServer.
 */
package org.iikmc.host.server;
