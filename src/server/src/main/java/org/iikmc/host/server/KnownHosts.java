/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.http.HttpCall;

/**
 * Refuses requests to a name that is not this server's. A page elsewhere can have its own name
 * resolve to this machine, and a browser would then let it read all that is served here. Safe for
 * use by several threads.
 */
final class KnownHosts implements Function<HttpCall, Answer> {
  private static final String LOOPBACK = "localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]";

  private final Function<HttpCall, Answer> services;
  private final Set<String> names = new HashSet<>();

  private KnownHosts(Function<HttpCall, Answer> services, String host, List<String> others) {
    this.services = services;
    names.add(host.toLowerCase(Locale.ROOT));
    others.forEach(other -> names.add(other.toLowerCase(Locale.ROOT)));
  }

  /**
   * The services behind this check, if only this machine can reach them. Whoever lets other
   * machines in can't tell by which names they know it.
   *
   * @param host to listen on
   * @param others names of a proxy on this machine
   */
  static Function<HttpCall, Answer> before(
      Function<HttpCall, Answer> services, String host, List<String> others) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress()
          ? new KnownHosts(services, host, others)
          : services;
    } catch (UnknownHostException e) { // can't be listened on either, which is told there
      return services;
    }
  }

  @Override
  public Answer apply(HttpCall call) {
    String host = host(call.root());
    if (host.matches(LOOPBACK) || names.contains(host)) {
      return services.apply(call);
    }
    return Answer.text(
        421,
        "text/plain",
        "This server is asked as '"
            + host
            + "', which is not one of its names; behind a proxy, start it with --public-name "
            + host
            + ".\n");
  }

  /** Without a port, and without the dot that may end a full name. */
  private static String host(String root) {
    return root.substring(root.indexOf("://") + 3)
        .toLowerCase(Locale.ROOT)
        .replaceFirst(":[0-9]*$", "")
        .replaceFirst("\\.$", "");
  }
}
