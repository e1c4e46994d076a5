/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.iikmc.wps.IikmcProcessFactory;

/** The processes that can be run, by their names in requests. Safe for use by several threads. */
final class Processes {
  private final IikmcProcessFactory factory;

  Processes(IikmcProcessFactory factory) {
    this.factory = factory;
  }

  /** Of all, in the order of their identifiers. */
  List<Description> all() {
    return factory.getNames().stream()
        .map(this::description)
        .sorted(Comparator.comparing(Description::identifier))
        .toList();
  }

  Optional<Description> find(String identifier) {
    return all().stream().filter(each -> each.identifier().equals(identifier)).findFirst();
  }

  Process create(Description description) {
    return factory.create(description.name());
  }

  private Description description(Name name) {
    return new Description(
        new NameImpl(name.getNamespaceURI(), name.getLocalPart()),
        factory.getTitle(name).toString(),
        factory.getDescription(name).toString(),
        factory.getVersion(name),
        factory.writes(name),
        factory.computes(name),
        factory.getParameterInfo(name),
        factory.getResultInfo(name, null));
  }

  /**
   * What a process says of itself.
   *
   * @param writes whether it changes something on this server
   * @param computes whether it may take long
   */
  record Description(
      Name name,
      String title,
      String text,
      String version,
      boolean writes,
      boolean computes,
      Map<String, Parameter<?>> inputs,
      Map<String, Parameter<?>> outputs) {
    String identifier() {
      return name.getNamespaceURI() + ":" + name.getLocalPart();
    }
  }
}
