/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.iikmc.host.server.OgcServer;
import org.iikmc.host.server.ServerLimits;
import org.iikmc.host.server.ServerSettings;
import org.iikmc.host.server.http.AccessToken;
import org.iikmc.raster.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the embedded OGC server. */
@Command(
    name = "serve",
    description = "Serves scenes as maps, and the processes as a WPS, until it is interrupted.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--scenes",
      required = true,
      paramLabel = "DIR",
      description = "Folder of GeoTIFFs and product folders; each is a layer scenes:NAME.")
  private Path scenes;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder for what is published, as layers iikmc:NAME; made if it is missing.")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port to listen on; 0: any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; 0.0.0.0: all of this machine, for other machines too. Default:"
              + " ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--public-name",
      paramLabel = "NAME",
      split = ",",
      description =
          "Name by which clients know a proxy on this machine that passes the header Host on; a"
              + " server that listens on 127.0.0.1 answers to no other names than its own.")
  private List<String> publicNames = List.of();

  @Option(
      names = "--token",
      paramLabel = "TEXT",
      description =
          "What clients show to publish and to dismiss runs, as 'Authorization: Bearer TEXT' or"
              + " token=TEXT. Default: a random one, which is written to the terminal.")
  private String token;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of a run. Default: one per core.")
  private Integer threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = MemorySize.DEFAULT_TEXT,
      converter = MemorySize.class,
      description =
          "Memory for the pixels of all runs, for example 512m or 4g; what exceeds it goes to a"
              + " temporary file. Default: ${DEFAULT-VALUE}.")
  private long memory;

  @Option(
      names = "--device-memory",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description = "Memory of a GPU that runs may have, one after the other. Default: most of it.")
  private Long deviceMemory;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs that compute at once. Default: 1.")
  private Integer runs;

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "Runs that may wait beside them; more are refused. Default: 8.")
  private Integer queue;

  @Option(
      names = "--run-minutes",
      paramLabel = "N",
      description = "A run that takes longer is stopped. Default: 30.")
  private Integer runMinutes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    AccessToken access = token == null ? AccessToken.random() : new AccessToken(checkedToken());
    ServerSettings settings =
        new ServerSettings(
            scenes,
            data,
            host,
            List.copyOf(publicNames),
            inRange("--port", port, 0, 65_535),
            access,
            inRange(
                "--threads",
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                1,
                1024),
            memory,
            MemorySize.optional(deviceMemory),
            limits());
    checkHost();
    LogLine.showAll();
    try (OgcServer server = new OgcServer(settings, Clock.systemUTC())) {
      Thread stop = new Thread(server::close, "iikmc-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      var out = spec.commandLine().getOut();
      out.println("Listening on " + server.address());
      if (token == null) {
        out.println("To publish, open " + server.address() + "?token=" + access.text());
      }
      out.flush();
      server.join();
    }
    return Main.DONE;
  }

  private ServerLimits limits() {
    ServerLimits defaults = ServerLimits.defaults();
    return new ServerLimits(
        defaults.requestBytes(),
        defaults.imageSide(),
        runs == null ? defaults.runs() : inRange("--runs", runs, 1, 64),
        queue == null ? defaults.queued() : inRange("--queue", queue, 1, 1000),
        runMinutes == null
            ? defaults.runTime()
            : Duration.ofMinutes(inRange("--run-minutes", runMinutes, 1, 10_000)),
        defaults.results(),
        defaults.resultAge(),
        defaults.runPixels());
  }

  private String checkedToken() {
    if (token.length() < 8 || !token.matches("[\\x21-\\x7e]+")) {
      throw new InputException(
          "--token must be 8 or more visible ASCII characters without blanks; leave it out for a"
              + " random one.");
    }
    return token;
  }

  private static int inRange(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new InputException(
          option + " is " + value + ", but must be from " + min + " to " + max + ".");
    }
    return value;
  }

  private void checkHost() {
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new InputException(
          "--host is '" + host + "', which is no address of this machine; use 127.0.0.1.", e);
    }
  }
}
