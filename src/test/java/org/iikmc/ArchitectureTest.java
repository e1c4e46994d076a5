/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom: host → wps → job → raster, backend → kmeans. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.iikmc");

  @Test
  void kmeansKnowsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("org.iikmc.kmeans..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.iikmc.kmeans..", "java..")
        .check(CLASSES);
  }

  @Test
  void backendsKnowNoRasters() {
    classes()
        .that()
        .resideInAPackage("org.iikmc.backend..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.iikmc.backend..",
            "org.iikmc.kmeans..",
            "java..",
            "jdk.incubator.vector..",
            "uk.ac.manchester.tornado.api..")
        .check(CLASSES);
  }

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

  @Test
  void rastersKnowNoBackendAndNoJob() {
    noClasses()
        .that()
        .resideInAPackage("org.iikmc.raster..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.iikmc.backend..", "org.iikmc.job..", "org.iikmc.wps..", "org.iikmc.host..")
        .check(CLASSES);
  }

  @Test
  void jobsKnowThePortOfBackendsAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.iikmc.job..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.iikmc.backend..", "org.iikmc.wps..", "org.iikmc.host..")
        .check(CLASSES);
  }

  @Test
  void nobodyKnowsAHost() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.iikmc.host..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.iikmc.host..")
        .check(CLASSES);
  }

  @Test
  void hostsDoNotKnowEachOtherButForTheCommandLineThatStartsTheServer() {
    noClasses()
        .that()
        .resideInAPackage("org.iikmc.host.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.iikmc.host.cli..", "org.iikmc.host.geoserver..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.iikmc.host.geoserver..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.iikmc.host.cli..", "org.iikmc.host.server..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.iikmc.host.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.iikmc.host.geoserver..")
        .check(CLASSES);
  }

  @Test
  void geoServerAndSpringAreKnownToThePluginAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.iikmc.host.geoserver..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.geoserver..", "org.springframework..", "net.opengis..")
        .check(CLASSES);
  }

  @Test
  void theVectorApiStaysBehindItsDoor() {
    noClasses()
        .that()
        .doNotHaveSimpleName("VectorKernel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(CLASSES);
  }

  @Test
  void noStaticState() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
  }

  @Test
  void subpackagesHaveNoCycles() {
    slices().matching("org.iikmc.(raster|job|host).(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
