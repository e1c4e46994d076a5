/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

/**
 * A request.
 *
 * @param method GET, POST, …
 * @param path as asked for; what can't stand in a path is encoded
 * @param parameters of the query
 * @param body empty if there is none
 * @param root address of this server as the client sees it, without a path
 * @param mayWrite whether the client has shown the token
 */
public record HttpCall(
    String method, String path, Parameters parameters, byte[] body, String root, boolean mayWrite) {

  /** The address that was asked for, without a query. */
  public String address() {
    return root + path;
  }
}
