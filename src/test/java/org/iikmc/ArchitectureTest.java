/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom: host → job → raster, backend → kmeans. */
@AnalyzeClasses(packages = "org.iikmc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KMEANS_KNOWS_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("org.iikmc.kmeans..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.iikmc.kmeans..", "java..");

  @ArchTest
  static final ArchRule BACKENDS_KNOW_NO_RASTERS =
      classes()
          .that()
          .resideInAPackage("org.iikmc.backend..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.iikmc.backend..", "org.iikmc.kmeans..", "java..", "jdk.incubator.vector..");

  @ArchTest
  static final ArchRule RASTERS_KNOW_NO_BACKEND_AND_NO_JOB =
      noClasses()
          .that()
          .resideInAPackage("org.iikmc.raster..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.iikmc.backend..", "org.iikmc.job..", "org.iikmc.host..");

  @ArchTest
  static final ArchRule JOBS_KNOW_THE_PORT_OF_BACKENDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.iikmc.job..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.iikmc.backend..", "org.iikmc.host..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_A_HOST =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.iikmc.host..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.iikmc.host..");

  @ArchTest
  static final ArchRule THE_VECTOR_API_STAYS_BEHIND_ITS_DOOR =
      noClasses()
          .that()
          .doNotHaveSimpleName("VectorKernel")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  @ArchTest static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule SUBPACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.iikmc.(raster|job|host).(*)..").should().beFreeOfCycles();
}
