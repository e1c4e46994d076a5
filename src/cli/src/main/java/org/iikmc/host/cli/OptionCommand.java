/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Kind.Form;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.iikmc.raster.read.FileAddress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command whose options are those of the catalogue; picocli only parses them. */
abstract class OptionCommand implements Callable<Integer> {
  private final Door door;
  private final CommandSpec spec;

  OptionCommand(Door door, String description) {
    this.door = door;
    this.spec = CommandSpec.wrapWithoutInspection(this).name(door.text());
    spec.usageMessage().description(description).sortOptions(false);
    Options.of(door).forEach(option -> spec.addOption(parsed(option)));
    spec.mixinStandardHelpOptions(true);
  }

  private OptionSpec parsed(Option<?> option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(spelled(option))
            .required(option.isRequired())
            .description(described(option).replace("%", "%%"));
    return switch (option.kind().form()) {
      case FLAG -> builder.type(boolean.class).arity("0").build();
      case TEXTS ->
          builder
              .type(List.class)
              .auxiliaryTypes(String.class)
              .paramLabel(option.kind().label())
              .build();
      default ->
          builder
              .type(String.class)
              .paramLabel(option.kind().label())
              .completionCandidates(option.kind().choices())
              .build();
    };
  }

  /** As users of the command line write an option. */
  static String spelled(Option<?> option) {
    return new CommandWording().option(option.name());
  }

  private String described(Option<?> option) {
    String text = option.text(door);
    return option.kind().form() == Form.FLAG
        ? text
        : text + option.standard().map(standard -> " Default: " + standard + ".").orElse("");
  }

  /** Adds the scenes, which are given without an option. */
  final void takeScenes() {
    take(
        "SCENE",
        "GeoTIFF, folder of one-band files of a Landsat or Sentinel-2 product, archive of these"
            + " (.tar, .tar.gz, .zip), or folder of such scenes.");
  }

  /**
   * Adds paths, at least one, which are given without an option.
   *
   * @param label of each
   * @param description what it is
   */
  final void take(String label, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1..*")
            .required(true)
            .paramLabel(label)
            .description(description)
            .build());
  }

  /** How picocli sees this command. */
  final CommandSpec spec() {
    return spec;
  }

  /** The paths without an option, as the user named them. */
  final List<Path> paths() {
    List<String> texts = spec.positionalParameters().get(0).getValue();
    return texts.stream().map(text -> new FileAddress(text).path()).toList();
  }

  private Given given() {
    Map<String, String> texts = new HashMap<>();
    for (Option<?> option : Options.of(door)) {
      Object value = spec.findOption(spelled(option)).getValue();
      if (value instanceof List<?> several) {
        texts.put(option.name(), String.join(",", several.stream().map(Object::toString).toList()));
      } else if (value != null) {
        texts.put(option.name(), value.toString());
      }
    }
    return new Given(door, texts);
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    run(given());
    return Main.DONE;
  }

  /** Does what the command is for. */
  abstract void run(Given given) throws IOException, InterruptedException;
}
