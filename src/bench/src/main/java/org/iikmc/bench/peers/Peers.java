/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The ways to cluster of one library; a service, by which those of the build are found. */
public interface Peers {
  /** In the order in which they are told. */
  List<Peer> all();

  /** This project's own, and those of all libraries that this build has. */
  static List<Peer> found() {
    Stream<Peers> others =
        StreamSupport.stream(ServiceLoader.load(Peers.class).spliterator(), false);
    return Stream.concat(Stream.of(new OwnPeers()), others)
        .flatMap(peers -> peers.all().stream())
        .toList();
  }
}
