package dev.nightsweep.engine.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The Spark engine is one room, which knows the engines' port, local workers and what they say. */
class SparkArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.nightsweep.engine.spark");

  @Test
  void onlyUsesTheRoomsAndLibrariesThatItMay() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.nightsweep.engine",
            "dev.nightsweep.engine.local",
            "dev.nightsweep.engine.spark",
            "dev.nightsweep.journal",
            "dev.nightsweep.model",
            "org.apache.spark..",
            "org.apache.hadoop..",
            "oshi..",
            "scala..",
            "java..")
        .check(CLASSES);
  }
}
