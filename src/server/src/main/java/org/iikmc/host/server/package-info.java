/**
 * The embedded OGC server: the processes of {@link org.iikmc.wps}, maps of scenes and of what is
 * published, and files to take away, without a GeoServer. Sub-packages hold one service each; what
 * is here puts them together.
 */
package org.iikmc.host.server;
