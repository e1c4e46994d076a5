/**
 * WPS 1.0.0 as GeoServer speaks it, so that its clients need no change: one class for each
 * operation, for each way to read a request, and for each kind of input and output.
 */
package org.iikmc.host.server.wps;
