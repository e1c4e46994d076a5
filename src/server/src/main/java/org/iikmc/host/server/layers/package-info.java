/** The layers of the server: its scenes, and what was made of them. */
package org.iikmc.host.server.layers;
