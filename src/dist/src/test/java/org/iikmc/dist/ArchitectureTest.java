/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

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
  void backendsKnowNoRasters() {
    noClasses()
        .that()
        .resideInAPackage("org.iikmc.backend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.iikmc.raster..", "java.awt..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.iikmc.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
