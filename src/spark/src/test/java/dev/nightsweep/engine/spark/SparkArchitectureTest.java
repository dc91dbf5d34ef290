package dev.nightsweep.engine.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The Spark engine is one room, which knows the engines' port, local workers and what they say. */
class SparkArchitectureTest {
  @Test
  void onlyUsesTheRoomsAndLibrariesThatItMay() throws URISyntaxException {
    URL own = SparkEngineFactory.class.getProtectionDomain().getCodeSource().getLocation();
    JavaClasses room = new ClassFileImporter().importPath(Path.of(own.toURI()));
    assertThat(room).hasSizeGreaterThan(10);

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
        .check(room);
  }
}
