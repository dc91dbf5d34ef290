package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that was begun on one machine and goes on, from its journals, on another. */
class MovedSweepTest {
  @TempDir private Path folder;

  @Test
  void anotherProcessorIsTold() throws IOException {
    Cli cli = new Cli(folder.resolve("results"));
    Path spec =
        Files.writeString(
            folder.resolve("moved.yaml"),
            """
            name: moved
            program: simulated
            method: grid
            parameters: {lrn: {values: [false, true]}}
            ablation: {seeds: 5}
            """);
    cli.run("run", spec.toString(), "--pilot");
    assertThat(cli.run("run", spec.toString(), "--pilot").err()).doesNotContain("processor");

    for (Path journal : runJournals(cli.results())) {
      writeAnew(journal);
    }
    Cli.Result rebuilt = cli.run("rebuild");
    assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
    Cli.Result rest = cli.run("run", spec.toString());
    assertThat(rest.exitCode()).as(rest.err()).isZero();
    assertThat(rest.err()).contains("trained on another processor (an abacus; here: ");
    assertThat(cli.run("audit", "moved").out()).contains("cpu is not the same for all runs");
  }

  private static List<Path> runJournals(Path results) throws IOException {
    try (Stream<Path> files = Files.walk(results)) {
      return files.filter(file -> file.endsWith("journal.jsonl")).toList();
    }
  }

  /** As if it came from another machine. */
  private static void writeAnew(Path file) throws IOException {
    Path run = file.getParent();
    String sweepId = run.getParent().getParent().getFileName().toString();
    JournalName name = JournalName.ofRun(sweepId, run.getFileName().toString());
    List<JournalLine> lines = Journal.read(name, file).lines();
    Files.delete(file);
    try (Journal journal = Journal.open(name, file)) {
      for (JournalLine line : lines) {
        journal.append(
            line.entry() instanceof Entry.RunStarted begun ? moved(begun) : line.entry());
      }
    }
  }

  private static Entry moved(Entry.RunStarted run) {
    Map<String, String> facts = new TreeMap<>(run.environment().facts());
    facts.put("cpu", "an abacus");
    return new Entry.RunStarted(
        run.attempt(), Environment.of(facts), run.model(), run.start(), run.at());
  }
}
