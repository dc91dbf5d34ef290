package dev.nightsweep;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What may come from a stranger is read by maintained parsers and code of our own: never by what
 * Deeplearning4j brings, which is of 2022 and of which THIRD_PARTY.md tells the advisories.
 */
class ForeignFilesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.nightsweep");

  /** How the readers of ND4J and Deeplearning4j are called. */
  private static final Pattern READER =
      Pattern.compile(
          "(read|load|restore|from(Json|Yaml|File|FlatFile|Stream|ByteArray|Base64|Npy)"
              + "|createFrom(Np|File|Data|Base)|createNp|deserialize|decompress|guess|download"
              + "|mapper$|jsonMapper|getMapper|getJsonMapper|importGraph|parse).*");

  @Test
  void noParserOfThoseThatDeeplearning4jCarriesIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "org.nd4j.shade..",
                    "org.yaml..",
                    "com.google.protobuf..",
                    "com.google.common..",
                    "com.google.flatbuffers..")
                // names a setting when a layer is written
                .and(not(resideInAPackage("org.nd4j.shade.jackson.annotation.."))))
        .check(CLASSES);
  }

  @Test
  void noReaderOfDeeplearning4jIsCalled() {
    DescribedPredicate<AccessTarget> reader =
        describe(
            "readers of Deeplearning4j or ND4J",
            target ->
                resideInAnyPackage("org.deeplearning4j..", "org.nd4j..").test(target.getOwner())
                    && READER.matcher(target.getName()).matches());
    noClasses()
        .should()
        .accessTargetWhere(
            describe("the target is a reader", (JavaAccess<?> it) -> reader.test(it.getTarget())))
        .check(CLASSES);
  }

  @Test
  void noClassThatReadsModelsOrAnyObjectIsKnown() {
    List<String> readers =
        List.of(
            "org.deeplearning4j.util.ModelSerializer",
            "org.deeplearning4j.util.DL4JModelValidator",
            "org.nd4j.common.util.SerializationUtils",
            "org.nd4j.common.util.ArchiveUtils",
            "org.nd4j.linalg.factory.serde.binary.BinarySerde",
            "java.io.ObjectInputStream",
            "java.beans.XMLDecoder");
    noClasses()
        .should()
        .dependOnClassesThat(
            describe("readers of models or objects", type -> readers.contains(type.getName())))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.nd4j.serde..", "org.nd4j.imports..", "org.nd4j.autodiff..", "javax.xml..")
        .check(CLASSES);
  }

  @Test
  void theReadersBearTheNamesThatAreLookedFor() throws ReflectiveOperationException {
    for (String name : List.of("read", "readNpy", "readBinary", "createFromNpyFile")) {
      assertThat(Class.forName("org.nd4j.linalg.factory.Nd4j").getMethods())
          .anyMatch(method -> method.getName().equals(name));
      assertThat(READER.matcher(name).matches()).as(name).isTrue();
    }
    for (String name : List.of("fromJson", "fromYaml")) {
      assertThat(
              Class.forName("org.deeplearning4j.nn.conf.ComputationGraphConfiguration")
                  .getMethods())
          .anyMatch(method -> method.getName().equals(name));
      assertThat(READER.matcher(name).matches()).as(name).isTrue();
    }
  }
}
