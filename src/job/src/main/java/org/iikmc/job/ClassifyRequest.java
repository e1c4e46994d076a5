/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.iikmc.job.options.Topic;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;

/**
 * What a classification job is asked to do. Immutable.
 *
 * @param signatures of the classes, under the names that they are to have
 * @param origin of the signatures, for messages
 * @param bands of the scenes, in the order of the signatures
 * @param rules which pixels
 * @param skipEmpty go on without scenes that have no valid pixel
 * @param maps what is wanted of them beside the classes
 * @param asWritten names and values of the options, in their order, for the report
 */
public record ClassifyRequest(
    SignatureSet signatures,
    String origin,
    BandSelection bands,
    PixelRules rules,
    boolean skipEmpty,
    MapWishes maps,
    Map<String, String> asWritten) {

  /**
   * @throws InputException if bands are chosen, but not as many as the signatures have; or if
   *     standard deviations are needed, and the signatures have none
   */
  public ClassifyRequest {
    maps.confidence().check(signatures, origin);
    bands = signatures.selection(bands, origin);
    asWritten = Collections.unmodifiableMap(new LinkedHashMap<>(asWritten));
  }

  /**
   * The request of a user.
   *
   * @param things that only the host can find
   * @throws InputException if what is given does not go together
   * @throws IOException if a thing can't be read
   */
  public static ClassifyRequest of(
      Given given, RequestThings things, SignatureSet signatures, String origin)
      throws IOException {
    for (Option<?> option : Options.of(given.door())) {
      if (option.topic() == Topic.CLUSTERING && given.find(option).isPresent()) {
        throw new InputException(
            Problem.option(option.name()),
            " has no effect with ",
            Problem.option(Options.SIGNATURES.name()),
            ", which are taken as they are; leave one of them out.");
      }
    }
    Optional<Legend> legend = things.legend(given);
    return new ClassifyRequest(
        legend.map(signatures::with).orElse(signatures),
        origin,
        given.find(Options.BANDS).map(BandSelection::parse).orElse(BandSelection.defaults()),
        things.rules(given),
        given.get(Options.SKIP_EMPTY),
        MapWishes.of(given),
        given.report(
            EnumSet.of(Topic.CLASSIFYING, Topic.PIXELS, Topic.CLEANING, Topic.RESULTS), Map.of()));
  }
}
