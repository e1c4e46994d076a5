/** Requests and answers, free of the library that carries them. */
package org.iikmc.host.server.http;
