/** What a browser gets: the page, listings for it, and files to take away. */
package org.iikmc.host.server.web;
