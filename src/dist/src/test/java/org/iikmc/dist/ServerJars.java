/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** The libraries of a real server, {@code WEB-INF/lib}, with a plugin among them. */
final class ServerJars {
  private final Map<String, byte[]> plugin = new HashMap<>();
  private final Map<String, byte[]> server = new HashMap<>();
  private final Map<String, Optional<ClassNode>> known = new HashMap<>();

  /**
   * @param lib folder of jars
   * @param plugin files of its jars by their names
   */
  ServerJars(Path lib, Map<String, byte[]> plugin) throws IOException {
    plugin.forEach(
        (file, bytes) -> {
          if (file.endsWith(".class") && !file.startsWith("META-INF/")) {
            this.plugin.put(file.replace(".class", ""), bytes);
          }
        });
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        try (JarFile file = new JarFile(jar.toFile())) {
          for (var entry : (Iterable<java.util.jar.JarEntry>) file.stream()::iterator) {
            if (entry.getName().endsWith(".class")) {
              try (InputStream in = file.getInputStream(entry)) {
                server.putIfAbsent(entry.getName().replace(".class", ""), in.readAllBytes());
              }
            }
          }
        }
      }
    }
  }

  private Optional<ClassNode> find(String name) {
    return known.computeIfAbsent(
        name,
        any -> {
          byte[] bytes = plugin.getOrDefault(name, server.get(name));
          if (bytes == null) {
            bytes = ofJdk(name);
          }
          if (bytes == null) {
            return Optional.empty();
          }
          ClassNode node = new ClassNode();
          new ClassReader(bytes).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
          return Optional.of(node);
        });
  }

  private static byte[] ofJdk(String name) {
    try (InputStream in =
        ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class, what it extends, and what it implements, nearest first. */
  private List<ClassNode> family(String name) {
    Set<String> names = new LinkedHashSet<>();
    for (String each = name; each != null; each = find(each).map(n -> n.superName).orElse(null)) {
      names.add(each);
    }
    List<String> todo = new ArrayList<>(names);
    for (int i = 0; i < todo.size(); i++) {
      for (String each : find(todo.get(i)).map(n -> n.interfaces).orElse(List.of())) {
        if (names.add(each)) {
          todo.add(each);
        }
      }
    }
    return names.stream().flatMap(each -> find(each).stream()).toList();
  }

  /** Whether a link of {@link ClassLinks} can be made. */
  boolean has(String link) {
    String[] part = link.split(" ");
    boolean fixed = link.contains(" static");
    return switch (part[0]) {
      case "class" -> find(part[1]).isPresent();
      case "extends" ->
          find(part[1]).filter(n -> (n.access & Opcodes.ACC_FINAL) == 0).isPresent()
              && unimplemented(part[2]).isEmpty();
      case "field" ->
          family(part[1]).stream()
              .flatMap(n -> n.fields.stream())
              .anyMatch(f -> f.name.equals(part[2]) && f.desc.equals(part[3]) && fits(f, fixed));
      default ->
          find(part[1]).filter(n -> isInterface(n) == link.contains(" interface")).isPresent()
              && methods(part[1], m -> true)
                  .anyMatch(m -> key(m).equals(part[2] + part[3]) && fits(m.access, fixed));
    };
  }

  private static boolean isInterface(ClassNode node) {
    return (node.access & Opcodes.ACC_INTERFACE) != 0;
  }

  private static boolean fits(FieldNode field, boolean fixed) {
    return fits(field.access, fixed);
  }

  private static boolean fits(int access, boolean fixed) {
    return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0
        && (access & Opcodes.ACC_STATIC) != 0 == fixed;
  }

  private static String key(MethodNode method) {
    return method.name + method.desc;
  }

  private Stream<MethodNode> methods(String name, Predicate<MethodNode> which) {
    return family(name).stream().flatMap(n -> n.methods.stream()).filter(which);
  }

  /** Methods that a class would have to have. */
  private List<String> unimplemented(String name) {
    if ((find(name).orElseThrow().access & Opcodes.ACC_ABSTRACT) != 0) {
      return List.of();
    }
    Predicate<MethodNode> isAbstract = m -> (m.access & Opcodes.ACC_ABSTRACT) != 0;
    Set<String> there = new LinkedHashSet<>();
    methods(name, isAbstract.negate()).forEach(m -> there.add(key(m)));
    return methods(name, isAbstract).map(ServerJars::key).filter(m -> !there.contains(m)).toList();
  }
}
