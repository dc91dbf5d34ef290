package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which test proves which of the faults that a night may bring: a line of {@code matrix.txt} a
 * fault, {@code number | fault | tests | what cannot be injected here and why}.
 */
class FaultMatrixTest {
  private static final int FAULTS = 88;

  /** A fault, and the tests, as {@code package.Class#method}, that prove what becomes of it. */
  private record Row(int number, String fault, List<String> tests, String reservation) {
    static Row parse(String line) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      List<String> tests =
          Stream.of(cells.get(2).split("\\s+", -1)).filter(t -> !t.isEmpty()).toList();
      return new Row(Integer.parseInt(cells.get(0)), cells.get(1), tests, cells.get(3));
    }
  }

  private static List<Row> rows() throws IOException {
    Path file = Path.of("src/test/resources/dev/nightsweep/faults/matrix.txt");
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream().map(Row::parse).toList();
  }

  @Test
  void everyFaultHasItsRow() throws IOException {
    assertThat(rows())
        .extracting(Row::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, FAULTS).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowNamesTestsThatExistOrSaysWhyThereIsNone(Row row) throws ClassNotFoundException {
    assertThat(row.fault()).isNotBlank();
    assertThat(row.tests().isEmpty() && row.reservation().isEmpty()).isFalse();
    for (String test : row.tests()) {
      String[] names = test.split("#", -1);
      Class<?> type = Class.forName("dev.nightsweep." + names[0]);
      Stream<Method> own =
          Stream.of(type, type.getSuperclass()).flatMap(c -> Stream.of(c.getDeclaredMethods()));
      assertThat(Stream.concat(own, Stream.of(type.getMethods())))
          .as(test)
          .anyMatch(method -> method.getName().equals(names[1]) && isTest(method));
    }
  }

  private static boolean isTest(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(a -> a.annotationType().getSimpleName().endsWith("Test"));
  }
}
