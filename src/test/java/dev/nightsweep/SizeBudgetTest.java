package dev.nightsweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Methods, types and parameter lists stay small enough to be read at a glance. */
class SizeBudgetTest {
  private static final List<Measure> BODIES = new ArrayList<>();
  private static final List<Measure> TYPES = new ArrayList<>();
  private static final List<Measure> PARAMETERS = new ArrayList<>();

  private record Measure(String where, int size) {}

  @BeforeAll
  static void measure() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      List<Path> java = sources.filter(f -> f.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Measuring(unit, positions).scan(unit, null);
      }
    }
  }

  @Test
  void noBodyIsOverSixtyLinesAndMostAreUnderFifteen() {
    assertThat(BODIES).hasSizeGreaterThan(500).allMatch(m -> m.size() <= 60);
    assertThat(percentile90(BODIES)).isLessThanOrEqualTo(15);
  }

  @Test
  void noTypeIsOverFourHundredLinesAndMostAreUnderOneHundredAndFifty() {
    assertThat(TYPES).hasSizeGreaterThan(100).allMatch(m -> m.size() <= 400);
    assertThat(percentile90(TYPES)).isLessThanOrEqualTo(150);
  }

  @Test
  void noMethodHasMoreThanFiveParameters() {
    assertThat(PARAMETERS).allMatch(m -> m.size() <= 5);
  }

  private static int percentile90(List<Measure> measures) {
    List<Integer> sizes = new ArrayList<>(measures.stream().map(Measure::size).toList());
    Collections.sort(sizes);
    return sizes.get(sizes.size() * 9 / 10);
  }

  /** Records are measured by their bodies only: their header is a list of names. */
  private static final class Measuring extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private int depth;

    Measuring(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      if (depth == 0) {
        TYPES.add(new Measure(unit.getSourceFile().getName(), lines(type)));
      }
      depth++;
      super.visitClass(type, null);
      depth--;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      BlockTree body = method.getBody();
      String where = unit.getSourceFile().getName() + "#" + method.getName();
      if (body != null) {
        BODIES.add(new Measure(where, lines(body)));
      }
      boolean constructor = method.getReturnType() == null;
      boolean given = method.getModifiers().toString().contains("@Override");
      if (!constructor && !given) {
        PARAMETERS.add(new Measure(where, method.getParameters().size()));
      }
      return super.visitMethod(method, null);
    }

    private int lines(Tree tree) {
      LineMap map = unit.getLineMap();
      long first = map.getLineNumber(positions.getStartPosition(unit, tree));
      long last = map.getLineNumber(positions.getEndPosition(unit, tree));
      return (int) (last - first + 1);
    }
  }
}
