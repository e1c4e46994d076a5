/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.iikmc.host.server.OgcServer;
import org.iikmc.host.server.ServerSettings;
import org.iikmc.host.server.http.AccessToken;
import org.iikmc.host.server.http.ServerLimits;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** {@code serve}: the embedded OGC server. */
final class ServeCommand extends OptionCommand {
  ServeCommand() {
    super(
        Door.SERVE_COMMAND,
        "Serves scenes as maps, and the processes as a WPS, until it is interrupted.");
  }

  @Override
  void run(Given given) throws IOException, InterruptedException {
    Optional<String> token = given.find(Options.TOKEN);
    AccessToken access = token.map(AccessToken::new).orElseGet(AccessToken::random);
    String host = given.get(Options.HOST);
    ServerSettings settings =
        new ServerSettings(
            given.get(Options.SCENES_FOLDER),
            given.get(Options.DATA_FOLDER),
            host,
            given.find(Options.PUBLIC_NAME).orElse(List.of()),
            given.get(Options.PORT),
            access,
            ThisMachine.threads(given),
            given.get(Options.MEMORY),
            ThisMachine.deviceMemory(given),
            limits(given));
    checkHost(host);
    LogLine.showAll();
    try (OgcServer server = new OgcServer(settings, Clock.systemUTC())) {
      Thread stop = new Thread(server::close, "iikmc-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      PrintWriter out = spec().commandLine().getOut();
      out.println("Listening on " + server.address());
      if (token.isEmpty()) {
        out.println("To publish, open " + server.address() + "?token=" + access.text());
      }
      out.flush();
      server.join();
    }
  }

  private static ServerLimits limits(Given given) {
    ServerLimits defaults = ServerLimits.defaults();
    return new ServerLimits(
        defaults.requestBytes(),
        defaults.imageSide(),
        given.get(Options.RUNS),
        given.get(Options.QUEUE),
        Duration.ofMinutes(given.get(Options.RUN_MINUTES)),
        defaults.results(),
        defaults.resultAge(),
        defaults.runPixels());
  }

  private static void checkHost(String host) {
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new InputException(
          Problem.of(
              Problem.option("host"),
              " is '" + host + "', which is no address of this machine; use 127.0.0.1."),
          e);
    }
  }
}
