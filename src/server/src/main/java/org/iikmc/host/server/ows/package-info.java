/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What all OGC services share: XML in and out, axis order, and the documents that tell of
 * exceptions. The documents are small and of a fixed shape, so they are written with {@code
 * XmlNode}, a thin layer over the JDK's own DOM. Bindings for JAXB exist; with them a document
 * would take about as many lines, and the program 20 MB of libraries that the JDK no longer has.
 * Incoming XML is read by local names with {@code XmlReader}, because clients disagree about
 * versions of namespaces.
 */
package org.iikmc.host.server.ows;
