/**
 * WMS 1.1.1 and 1.3.0: maps, what lies under a point of them, and their legends. A map reads only
 * the pixels that it shows.
 */
package org.iikmc.host.server.wms;
