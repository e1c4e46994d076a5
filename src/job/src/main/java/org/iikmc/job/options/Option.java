/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One option, as all hosts have it. Immutable; compared by identity.
 *
 * @param <T> of its value
 */
public final class Option<T> {
  private final String name;
  private final String title;
  private final Topic topic;
  private final Kind<T> kind;
  private final Set<Door> doors;
  private final Optional<String> standard;
  private final String help;
  private final String processHelp;
  private final boolean required;
  private final Optional<BiFunction<Door, Optional<T>, String>> report;

  private Option(
      String name,
      String title,
      Topic topic,
      Kind<T> kind,
      Set<Door> doors,
      Optional<String> standard,
      String help,
      String processHelp,
      boolean required,
      Optional<BiFunction<Door, Optional<T>, String>> report) {
    this.name = name;
    this.title = title;
    this.topic = topic;
    this.kind = kind;
    this.doors = doors;
    this.standard = standard;
    this.help = help;
    this.processHelp = processHelp;
    this.required = required;
    this.report = report;
  }

  /** An option that may be left out, without a default, and of which the report says nothing. */
  static <T> Option<T> of(
      String name, String title, Topic topic, Kind<T> kind, Door first, Door... others) {
    return new Option<>(
        name,
        title,
        topic,
        kind,
        EnumSet.of(first, others),
        Optional.empty(),
        "",
        "",
        false,
        Optional.empty());
  }

  /** The same with a default, as users write it. */
  Option<T> standard(String text) {
    return new Option<>(
        name, title, topic, kind, doors, Optional.of(text), help, processHelp, required, report);
  }

  /** The same with a help text for all hosts: sentences. */
  Option<T> help(String text) {
    return help(text, text);
  }

  /** The same with help texts, where a command and a process take different things. */
  Option<T> help(String ofCommand, String ofProcess) {
    return new Option<>(
        name, title, topic, kind, doors, standard, ofCommand, ofProcess, required, report);
  }

  /** The same, but it must be given. */
  Option<T> required() {
    return new Option<>(name, title, topic, kind, doors, standard, help, processHelp, true, report);
  }

  /** The same, with a default, and the report of a run says what it was. */
  Option<T> reported() {
    return reported((door, value) -> value.map(Object::toString).orElseThrow());
  }

  /** The same, and the report of a run says what it was; without a value, this. */
  Option<T> reported(String absent) {
    return reported((door, value) -> value.map(Object::toString).orElse(absent));
  }

  /** The same, and the report of a run says what it was, if it was given. */
  Option<T> reportedIfGiven() {
    return reported((door, value) -> value.map(Object::toString).orElse(null));
  }

  /** The same, and the report of a run says what it was; null for nothing. */
  Option<T> reported(BiFunction<Door, Optional<T>, String> text) {
    return new Option<>(
        name, title, topic, kind, doors, standard, help, processHelp, required, Optional.of(text));
  }

  /** In camel case, as processes spell it. */
  public String name() {
    return name;
  }

  /** With hyphens, as the command line (after two more of them) and reports spell it. */
  public String hyphenated() {
    return hyphenated(name);
  }

  /** A name in camel case with hyphens. */
  public static String hyphenated(String name) {
    return name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** Two or three words for forms. */
  public String title() {
    return title;
  }

  /** What it is about. */
  public Topic topic() {
    return topic;
  }

  /** Its values. */
  public Kind<T> kind() {
    return kind;
  }

  /** Who has it. */
  public Set<Door> doors() {
    return EnumSet.copyOf(doors);
  }

  /** The default as users would write it; empty if there is none, or it is computed. */
  public Optional<String> standard() {
    return standard;
  }

  /**
   * The default.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public T standardValue() {
    return standard.flatMap(kind::parse).orElseThrow();
  }

  /** What it does, in sentences, for users of a door; the default is not said. */
  public String help(Door door) {
    return door.isProcess() ? processHelp : help;
  }

  /** Title and help together, for users of a door. */
  public String text(Door door) {
    return title + ". " + help(door);
  }

  /** Whether it must be given. */
  public boolean isRequired() {
    return required;
  }

  /**
   * What the report of a run says of it.
   *
   * @param door where it was given
   * @param value given, or the default
   * @return empty if the report does not say it
   */
  Optional<String> reportedAs(Door door, Optional<T> value) {
    return report.map(text -> text.apply(door, value));
  }

  @Override
  public String toString() {
    return name;
  }
}
