/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each compile-only signature against GeoServer's own class: what is linked against the one must be
 * found in the other. Runs in the profile {@code geoserver}, which has the real classes.
 */
class SignatureConformanceTest {
  private static final Path SOURCES = Path.of("src/api/java");

  @TempDir static Path compiled;

  @BeforeAll
  static void compile() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(SOURCES)) {
      List<Path> sources = all.filter(path -> path.toString().endsWith(".java")).toList();
      boolean ok =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none", "-d", compiled.toString()),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(ok).isTrue();
    }
  }

  static List<String> types() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.map(path -> SOURCES.relativize(path).toString())
          .filter(name -> name.endsWith(".java") && !name.endsWith("package-info.java"))
          .map(name -> name.replace(".java", "").replace('/', '.').replace('\\', '.'))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void theRealClassHasAllOfIt(String name) throws Exception {
    Class<?> real = Class.forName(name, false, getClass().getClassLoader());
    try (SignatureLoader loader = new SignatureLoader(compiled)) {
      List<String> missing = new ArrayList<>();
      compare(loader.loadClass(name), real, missing);
      assertThat(missing).isEmpty();
    }
  }

  private static void compare(Class<?> signature, Class<?> real, List<String> missing) {
    if (signature.isInterface() != real.isInterface()) {
      missing.add(real + " is not the same kind of type");
    }
    List<String> there = new ArrayList<>();
    for (Class<?> type : withSupertypes(real)) {
      members(type).forEach(member -> there.add(text(member)));
    }
    members(signature)
        .filter(member -> !member.getName().equals("serialVersionUID"))
        // Java gives every class a constructor; the compiler has checked those that are called.
        .filter(member -> !(member instanceof Constructor<?> c && c.getParameterCount() == 0))
        .map(SignatureConformanceTest::text)
        .filter(member -> !there.contains(member))
        .forEach(missing::add);
    for (Class<?> inner : signature.getDeclaredClasses()) {
      Arrays.stream(real.getDeclaredClasses())
          .filter(other -> other.getName().equals(inner.getName()))
          .findAny()
          .ifPresentOrElse(
              other -> compare(inner, other, missing), () -> missing.add(inner.getName()));
    }
  }

  private static List<Class<?>> withSupertypes(Class<?> type) {
    List<Class<?>> all = new ArrayList<>(List.of(type));
    if (type.getSuperclass() != null) {
      all.addAll(withSupertypes(type.getSuperclass()));
    }
    for (Class<?> parent : type.getInterfaces()) {
      all.addAll(withSupertypes(parent));
    }
    return all;
  }

  private static Stream<Member> members(Class<?> type) {
    return Stream.of(
            type.getDeclaredFields(), type.getDeclaredMethods(), type.getDeclaredConstructors())
        .flatMap(Arrays::stream)
        .map(Member.class::cast)
        .filter(member -> !member.isSynthetic() && !Modifier.isPrivate(member.getModifiers()));
  }

  /** What the linker looks for: name, erased types, static or not. */
  private static String text(Member member) {
    String kind = Modifier.isStatic(member.getModifiers()) ? "static " : "";
    if (member instanceof Field field) {
      return kind + field.getType().getName() + " " + field.getName();
    }
    String parameters =
        Arrays.stream(((Executable) member).getParameterTypes())
            .map(Class::getName)
            .collect(Collectors.joining(", ", "(", ")"));
    return member instanceof Method method
        ? kind + method.getReturnType().getName() + " " + method.getName() + parameters
        : "new " + ((Constructor<?>) member).getDeclaringClass().getName() + parameters;
  }

  /** Takes the signatures before the real classes. */
  private static final class SignatureLoader extends URLClassLoader {
    SignatureLoader(Path folder) throws IOException {
      super(new URL[] {folder.toUri().toURL()}, SignatureConformanceTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return findResource(name.replace('.', '/') + ".class") != null
          ? findClass(name)
          : super.loadClass(name, resolve);
    }
  }
}
