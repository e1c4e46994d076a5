/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Kind;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the modules, which only see those below them, can't hold. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.iikmc");

  /** Its classes are in the build only with a profile, and load only on the newest Java. */
  @Test
  void tornadoStaysBehindItsDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.iikmc.backend.tornado..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.iikmc.backend.tornado..", "uk.ac.manchester..")
        .check(CLASSES);
  }

  /** The kernel has a part that loads and one that sums; only it knows them. */
  @Test
  void theVectorApiStaysBehindItsDoor() {
    String kernel = "org\\.iikmc\\.backend\\.forkjoin\\.Vector(Kernel|Loads|Sums)(\\$.*)?";
    String parts = "org\\.iikmc\\.backend\\.forkjoin\\.Vector(Loads|Sums)(\\$.*)?";
    noClasses()
        .that()
        .haveNameNotMatching(kernel)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(parts)
        .check(CLASSES);
  }

  @Test
  void noStaticState() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("..jmh_generated..")
        .should()
        .beFinal()
        .check(CLASSES);
  }

  @Test
  void backendsKnowNoRasters() {
    noClasses()
        .that()
        .resideInAPackage("org.iikmc.backend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.iikmc.raster..", "java.awt..")
        .check(CLASSES);
  }

  /** Addresses of the web are asked for users of this machine, never for those of a server. */
  @Test
  void serversReachNoOtherServers() {
    noClasses()
        .that()
        .haveNameNotMatching("org\\.iikmc\\.raster\\.file\\.FileProviders(\\$.*)?")
        .and()
        .resideOutsideOfPackage("org.iikmc.raster.web..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.iikmc.raster.web..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.iikmc.wps..", "org.iikmc.host.server..", "org.iikmc.host.geoserver..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.(FileAddress|FileProviders)(\\$.*)?")
        .check(CLASSES);
    assertThat(Door.processes())
        .flatMap(Options::of)
        .extracting(option -> option.kind().form())
        .doesNotContain(Kind.Form.PATH);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.iikmc.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** But for the page of a report, which shows a command on purpose: each host words options. */
  @ParameterizedTest
  @ValueSource(
      strings = {"kmeans", "cpu", "gpu", "spark", "raster", "gdal", "simulate", "job", "wps"})
  void theCoreDoesNotSpeakCommandLine(String module) throws IOException {
    String names =
        Arrays.stream(Door.values())
            .flatMap(door -> Options.of(door).stream())
            .map(Option::hyphenated)
            .distinct()
            .collect(Collectors.joining("|"));
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (!file.toString().contains("html")) {
          assertThat(Files.readString(file))
              .as("%s", file)
              .doesNotContainPattern("\"[^\"\n]*--(" + names + ")\\b");
        }
      }
    }
  }
}
