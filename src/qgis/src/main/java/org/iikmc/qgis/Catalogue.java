/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.qgis;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iikmc.host.server.OgcServer;
import org.iikmc.host.server.ServerSettings;
import org.iikmc.host.server.http.AccessToken;
import org.iikmc.host.server.http.ServerLimits;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;

/**
 * Writes what the plugin of QGIS knows of the options, when the plugin is built: {@code
 * descriptions.xml}, the answer of a server to DescribeProcess, and {@code options.json}, which
 * says of each input what WPS has no words for. No part of the plugin.
 */
public final class Catalogue {
  private Catalogue() {}

  /**
   * The entry point.
   *
   * @param arguments the folder to write to
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Logger.getLogger("").setLevel(Level.WARNING);
    Files.write(folder.resolve("descriptions.xml"), descriptions(folder.resolveSibling("server")));
    new ObjectMapper()
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter(" ", "\n")))
        .writeValue(folder.resolve("options.json").toFile(), inputs());
  }

  private static byte[] descriptions(Path folder) throws IOException, InterruptedException {
    Path scenes = Files.createDirectories(folder.resolve("scenes"));
    Path data = Files.createDirectories(folder.resolve("data"));
    ServerSettings settings =
        new ServerSettings(
            scenes,
            data,
            "127.0.0.1",
            List.of(),
            0,
            AccessToken.random(),
            1,
            1 << 20,
            OptionalLong.empty(),
            ServerLimits.defaults());
    String processes =
        Door.processes().stream()
            .map(process -> "iikmc:" + process.text())
            .collect(Collectors.joining(","));
    try (OgcServer server = new OgcServer(settings, Clock.systemUTC())) {
      URI uri =
          URI.create(
              server.address()
                  + "wps?service=WPS&version=1.0.0&request=DescribeProcess&identifier="
                  + processes);
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
          .body();
    }
  }

  /**
   * By the name of the input: its form, whether it must be given, and the commands that have it.
   */
  private static Map<String, Map<String, Object>> inputs() {
    Map<String, Map<String, Object>> inputs = new TreeMap<>();
    for (Door process : Door.processes()) {
      for (Option<?> option : Options.of(process)) {
        inputs.put(
            option.name(),
            Map.of(
                "form",
                option.kind().form().name().toLowerCase(Locale.ROOT),
                "required",
                option.isRequired(),
                "commands",
                commands(option.name())));
      }
    }
    return inputs;
  }

  private static List<String> commands(String name) {
    return Stream.of(Door.CLUSTER_COMMAND, Door.CLASSIFY_COMMAND, Door.CHANGE_COMMAND)
        .filter(door -> Options.of(door).stream().anyMatch(each -> each.name().equals(name)))
        .map(Door::text)
        .toList();
  }
}
