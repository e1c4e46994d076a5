/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Requests and answers, between Jetty and the services. {@code JettyHandler} reads the body of a
 * request under limits of size and speed, shows it to the services as a {@code HttpCall}, and
 * writes their {@code Answer}. Files are written by Jetty's {@code ResourceService}, which knows
 * ranges, ETags and dates. Nobody holds a thread while bytes are on their way: {@code Transfers}
 * ends those who are too slow. {@code AccessToken} tells who may write, and {@code OwsException} is
 * what a service throws when a client is wrong.
 */
package org.iikmc.host.server.http;
