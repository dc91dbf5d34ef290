package dev.nightsweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Inside a room too, files depend on one another in one direction. */
class ClassCyclesTest {
  private static final String ROOT = "dev.nightsweep.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.nightsweep");

  @Test
  void noFilesOfARoomDependOnEachOther() {
    assertThat(knots()).isEmpty();
  }

  /** That a rule over nothing would hold too. */
  @Test
  void theRuleLooksAtRealClasses() {
    assertThat(uses()).hasSizeGreaterThan(400);
  }

  private static Set<String> knots() {
    Map<String, Set<String>> uses = uses();
    Map<String, Set<String>> reached = new TreeMap<>();
    uses.keySet().forEach(file -> reached.put(file, reached(file, uses)));
    Set<String> knots = new TreeSet<>();
    reached.forEach(
        (file, others) -> {
          Set<String> knot = new TreeSet<>(others);
          knot.removeIf(other -> !reached.get(other).contains(file));
          if (!knot.isEmpty()) {
            knots.add(told(knot));
          }
        });
    return knots;
  }

  private static String told(Set<String> knot) {
    List<String> names = knot.stream().map(f -> f.substring(f.lastIndexOf('.') + 1)).toList();
    String first = knot.iterator().next();
    String room = first.substring(ROOT.length(), first.lastIndexOf('.'));
    return room + ": " + String.join(", ", names);
  }

  private static Set<String> reached(String file, Map<String, Set<String>> uses) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(uses.get(file));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (reached.add(next)) {
        open.addAll(uses.get(next));
      }
    }
    return reached;
  }

  /** By file, the files of the same room that it uses. */
  private static Map<String, Set<String>> uses() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      Set<String> others = uses.computeIfAbsent(file(type), f -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        boolean isNear = target.getPackageName().equals(type.getPackageName());
        if (isNear && !file(target).equals(file(type)) && !isSealed(type, target)) {
          others.add(file(target));
          uses.computeIfAbsent(file(target), f -> new TreeSet<>());
        }
      }
    }
    return uses;
  }

  /** A sealed type knows its permitted types. */
  private static boolean isSealed(JavaClass type, JavaClass target) {
    return target.getAllRawInterfaces().contains(type) && type.reflect().isSealed();
  }

  private static String file(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
