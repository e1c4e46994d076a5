/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.Collection;
import java.util.List;
import org.geotools.api.data.Parameter;
import org.iikmc.host.server.ows.XmlNode;

/**
 * The answer to DescribeProcess, made of what the processes say of their parameters, with the same
 * structure as GeoServer gives it.
 */
final class DescriptionsDocument {
  private DescriptionsDocument() {}

  static byte[] write(List<Processes.Description> processes) {
    XmlNode root = XmlNode.root(null, "wps:ProcessDescriptions", "wps", "ows", "xlink", "xsi");
    root.attribute("service", "WPS").attribute("version", "1.0.0").attribute("xml:lang", "en");
    root.attribute("xsi:schemaLocation", WpsService.SCHEMA_LOCATION);
    for (Processes.Description each : processes) {
      XmlNode process = root.add("ProcessDescription");
      process.attribute("statusSupported", "true").attribute("storeSupported", "true");
      CapabilitiesDocument.describe(process, each);
      XmlNode inputs = process.add("DataInputs");
      each.inputs().values().forEach(parameter -> input(inputs.add("Input"), parameter));
      XmlNode outputs = process.add("ProcessOutputs");
      each.outputs().values().forEach(parameter -> output(outputs.add("Output"), parameter));
    }
    return root.bytes();
  }

  private static void input(XmlNode node, Parameter<?> parameter) {
    node.attribute("minOccurs", Integer.toString(parameter.minOccurs));
    node.attribute(
        "maxOccurs",
        Integer.toString(parameter.maxOccurs < 0 ? Integer.MAX_VALUE : parameter.maxOccurs));
    names(node, parameter);
    node.add("ows:Abstract", parameter.getDescription().toString());
    List<Format> formats = Format.ofInput(parameter.type);
    if (formats.isEmpty()) {
      literal(node.add("LiteralData"), parameter);
    } else {
      formats(node.add("ComplexData"), formats);
    }
  }

  private static void names(XmlNode node, Parameter<?> parameter) {
    node.add("ows:Identifier", parameter.key);
    node.add("ows:Title", parameter.getTitle().toString());
  }

  private static void literal(XmlNode node, Parameter<?> parameter) {
    Object options = parameter.metadata.get(Parameter.OPTIONS);
    Object min = parameter.metadata.get(Parameter.MIN);
    Object max = parameter.metadata.get(Parameter.MAX);
    if (options instanceof Collection<?> values) {
      XmlNode allowed = node.add("ows:AllowedValues");
      values.forEach(value -> allowed.add("ows:Value", value.toString()));
    } else if (min != null || max != null) {
      XmlNode range = node.add("ows:AllowedValues").add("ows:Range");
      range.attribute("ows:rangeClosure", closure(min, max));
      if (min != null) {
        range.add("ows:MinimumValue", min.toString());
      }
      if (max != null) {
        range.add("ows:MaximumValue", max.toString());
      }
    } else {
      node.add("ows:AnyValue");
    }
    if (parameter.getDefaultValue() != null) {
      node.add("DefaultValue", parameter.getDefaultValue().toString());
    }
  }

  private static String closure(Object min, Object max) {
    if (min == null) {
      return "open-closed";
    }
    return max == null ? "closed-open" : "closed";
  }

  private static void output(XmlNode node, Parameter<?> parameter) {
    names(node, parameter);
    formats(node.add("ComplexOutput"), Format.ofOutput(parameter.type));
  }

  private static void formats(XmlNode node, List<Format> formats) {
    node.add("Default").add("Format").add("MimeType", formats.get(0).mime());
    XmlNode supported = node.add("Supported");
    for (Format each : formats) {
      XmlNode format = supported.add("Format").add("MimeType", each.mime());
      each.encoding().ifPresent(encoding -> format.add("Encoding", encoding));
    }
  }
}
