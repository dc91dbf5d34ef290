package dev.nightsweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What has many parts is made of smaller types, which have names of their own. */
class SmallTypesTest {
  private static final int MAX_COMPONENTS = 8;
  private static final int MAX_PARAMETERS = 6;

  /** The compiler's own of an enumeration's constants: name and place. */
  private static final int OF_ENUMS = 2;

  /** Signatures that others decide: of DL4J's layers, and of the template engine. */
  private static final List<String> OTHERS =
      List.of("dev.nightsweep.train.dl4j.layers", "dev.nightsweep.report.templates");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.nightsweep");

  @Test
  void recordsHaveFewComponents() {
    assertThat(ours().filter(JavaClass::isRecord).filter(type -> components(type) > MAX_COMPONENTS))
        .extracting(JavaClass::getName)
        .isEmpty();
  }

  @Test
  void constructorsHaveFewParameters() {
    assertThat(
            ours()
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> !isOfComponents(constructor))
                .filter(constructor -> parameters(constructor) > MAX_PARAMETERS))
        .extracting(JavaConstructor::getFullName)
        .isEmpty();
  }

  /** That rules over nothing would hold too. */
  @Test
  void theRulesLookAtRealClasses() {
    assertThat(ours().filter(JavaClass::isRecord).count()).isGreaterThan(100);
  }

  private static Stream<JavaClass> ours() {
    return CLASSES.stream().filter(type -> !OTHERS.contains(type.getPackageName()));
  }

  private static long components(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .count();
  }

  private static boolean isOfComponents(JavaConstructor constructor) {
    JavaClass type = constructor.getOwner();
    return type.isRecord() && constructor.getRawParameterTypes().size() == components(type);
  }

  private static int parameters(JavaConstructor constructor) {
    int all = constructor.getRawParameterTypes().size();
    return constructor.getOwner().isEnum() ? all - OF_ENUMS : all;
  }
}
