package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.ResultsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries that want more than there is, while a sweep runs. */
@Tag("faults")
class GreedyQueryTest {
  private static final List<String> GREEDY =
      List.of(
          "SELECT SECURE_RAND(2000000000)",
          "SELECT LISTAGG(SPACE(1000)) FROM SYSTEM_RANGE(1, 10000000)",
          "SELECT REPEAT('x', 1000000000)",
          "SELECT RAWTOHEX(SECURE_RAND(100000000))",
          "SELECT LENGTH(RPAD('x', 2000000000, 'y'))",
          "SELECT ARRAY_AGG(SPACE(1000) || X) FROM SYSTEM_RANGE(1, 10000000)");

  @TempDir private Path folder;

  @Test
  void theyEndByThemselvesAndTheSweepHearsNothingOfThem() throws Exception {
    Path results = folder.resolve("results");
    Shell small = Shell.in(results).with(List.of("-Xmx96m"), Map.of());
    Path spec = Files.writeString(folder.resolve("s.yaml"), SoakSpecs.quiet("asked", 8, 0.3));
    Shell.Started run = Shell.in(results).start("run", spec.toString(), "--workers", "2");
    awaitOwner(results);
    for (String sql : GREEDY) {
      Shell.Ended asked = small.run("query", sql);
      assertThat(asked.exitCode()).as(sql + asked.err()).isEqualTo(2);
      assertThat(asked.err()).as(sql).contains("needed more than the", "MB of memory");
      assertThat(asked.err()).as(sql).doesNotContain("Exception", "\tat ");
    }
    assertThat(small.run("query", "SELECT COUNT(*) FROM runs").exitCode()).isZero();
    Shell.Ended ended = run.await();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(Shell.in(results).run("verify").exitCode()).isZero();
  }

  private static void awaitOwner(Path results) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (Files.notExists(new ResultsFolder(results).owner())) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** More than fits into memory, and more than a megabyte of JSON in a piece. */
  @Test
  void aLongAnswerIsPrintedRowByRow() throws Exception {
    Path results = folder.resolve("results");
    Path spec = Files.writeString(folder.resolve("s.yaml"), SoakSpecs.quiet("long", 1, 0));
    Shell.in(results).run("run", spec.toString());
    Shell.Started asked =
        Shell.in(results)
            .with(List.of("-Xmx64m"), Map.of())
            .start(
                "query",
                "SELECT X, RAND(), 'validation_accuracy' FROM SYSTEM_RANGE(1, 600000)",
                "--format",
                "csv");
    assertThat(asked.process().waitFor()).as(Files.readString(asked.err())).isZero();
    try (Stream<String> lines = Files.lines(asked.out())) {
      assertThat(lines.count()).isEqualTo(600_001);
    }
  }
}
