/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.iikmc.host.server.http.AccessToken;
import org.iikmc.host.server.http.ServerLimits;

/**
 * What a server is started with.
 *
 * @param scenes folder of GeoTIFFs and products
 * @param data folder of what is published, which belongs to this server alone
 * @param host name or address to listen on
 * @param publicNames of a proxy before it
 * @param port 0 for any that is free
 * @param token what clients show to write
 * @param threads of a run
 * @param memory bytes of pixels of all runs together
 * @param deviceMemory bytes of a GPU that runs may have; empty for most of it
 * @param limits of what clients may take
 */
public record ServerSettings(
    Path scenes,
    Path data,
    String host,
    List<String> publicNames,
    int port,
    AccessToken token,
    int threads,
    long memory,
    OptionalLong deviceMemory,
    ServerLimits limits) {}
