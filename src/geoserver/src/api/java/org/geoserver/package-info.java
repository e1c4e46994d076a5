/* SPDX-License-Identifier: GPL-2.0-or-later */

/**
 * Compile-only signatures of the types and members of GeoServer 2.27.1 that {@code
 * org.iikmc.host.geoserver} uses, because GeoServer's artifacts are not in Maven Central. They are
 * compiled with the project and never packaged; in a GeoServer its own classes take their place.
 * The profile {@code geoserver} compiles against the real artifacts instead, and its conformance
 * test compares each signature with the real class.
 */
package org.geoserver;
