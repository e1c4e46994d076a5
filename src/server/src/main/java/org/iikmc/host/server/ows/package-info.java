/** What all OGC services share: XML in and out, and exceptions. */
package org.iikmc.host.server.ows;
