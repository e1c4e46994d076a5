/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * WPS 1.0.0 as GeoServer speaks it, so that its clients need no change. {@code ExecuteXml} and
 * {@code ExecuteKvp} read a request into one {@code ExecuteRequest}; {@code RequestCheck} compares
 * it with the description of the process; {@code Executions} queues it, and {@code ProcessRunner}
 * decodes the inputs, calls the process and encodes the outputs. Coverages by reference are scenes
 * of this server and are handed on as scenes; nothing else is fetched. Documents are written by
 * hand for the reason that {@link org.iikmc.host.server.ows} gives.
 */
package org.iikmc.host.server.wps;
