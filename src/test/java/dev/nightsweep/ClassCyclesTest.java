package dev.nightsweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * No two files of a package need each other, over whatever detour: each can be read after those
 * that it uses. Two pairs may: a parent command and its children, as picocli has it, and a sealed
 * type and those that it permits.
 */
class ClassCyclesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("/fb/test/"))
          .importPackages("dev.nightsweep");

  @Test
  void noFilesOfAPackageNeedEachOther() {
    Map<String, Map<String, Set<String>>> arrows = arrows();
    assertThat(arrows).hasSizeGreaterThan(20);
    List<Set<String>> knots = new ArrayList<>();
    arrows.values().forEach(room -> knots.addAll(new Knots(room).found()));
    assertThat(knots).as("files that need each other").isEmpty();
  }

  @Test
  void aKnotWouldBeFound() {
    Map<String, Set<String>> room =
        Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a", "d"), "d", Set.of());
    assertThat(new Knots(room).found()).containsExactly(new TreeSet<>(Set.of("a", "b", "c")));
  }

  /** For every package, for every file, the files of the same package that it uses. */
  private static Map<String, Map<String, Set<String>>> arrows() {
    Map<String, Map<String, Set<String>>> arrows = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      JavaClass from = outermost(type);
      Set<String> used =
          arrows
              .computeIfAbsent(from.getPackageName(), p -> new TreeMap<>())
              .computeIfAbsent(from.getName(), f -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass to = outermost(dependency.getTargetClass().getBaseComponentType());
        if (to.getPackageName().equals(from.getPackageName())
            && !to.equals(from)
            && !isAllowed(from, to)) {
          used.add(to.getName());
        }
      }
    }
    return arrows;
  }

  /** The arrow from the general to the special, where the language or picocli asks for it. */
  private static boolean isAllowed(JavaClass from, JavaClass to) {
    boolean permits = to.isAssignableTo(from.getName());
    boolean isRoot = from.getSimpleName().equals("NightsweepCommand");
    return permits || isRoot;
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  /** Strongly connected components of more than one file (Tarjan 1972). */
  private static final class Knots {
    private final Map<String, Set<String>> arrows;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Set<String>> knots = new ArrayList<>();

    Knots(Map<String, Set<String>> arrows) {
      this.arrows = new TreeMap<>(arrows);
    }

    List<Set<String>> found() {
      arrows.keySet().stream().filter(file -> !order.containsKey(file)).forEach(this::visit);
      return knots;
    }

    private void visit(String file) {
      order.put(file, order.size());
      lowest.put(file, order.get(file));
      open.push(file);
      for (String next : arrows.getOrDefault(file, Set.of())) {
        if (!order.containsKey(next)) {
          visit(next);
          lowest.merge(file, lowest.get(next), Math::min);
        } else if (open.contains(next)) {
          lowest.merge(file, order.get(next), Math::min);
        }
      }
      if (lowest.get(file).equals(order.get(file))) {
        close(file);
      }
    }

    private void close(String file) {
      Set<String> knot = new TreeSet<>();
      do {
        knot.add(open.peek());
      } while (!open.pop().equals(file));
      if (knot.size() > 1) {
        knots.add(knot);
      }
    }
  }
}
