package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.SweepHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps in a results folder that nothing can be done with keep nobody from the others. */
class BadSweepTest {
  private static final String GOOD =
      """
      name: good
      program: simulated
      method: grid
      parameters: {lrn: {values: [false, true]}, epochs: {value: 2}}
      ablation: {seeds: 3}
      """;

  /** All that are bad, each in another way. */
  private static final List<String> BAD =
      List.of("twice", "copied", "astray", "nameless", "folder", "cut", "bytes", "other");

  @TempDir private Path folder;
  private Cli cli;
  private ResultsFolder results;
  private String good;

  @Test
  void othersAreListedShownQueriedRunRebuiltAndTheyCanBeDeleted() throws IOException {
    cli = Cli.inThreads(folder.resolve("results"));
    results = new ResultsFolder(cli.results());
    assertThat(cli.run("run", spec("good", GOOD)).exitCode()).isZero();
    good = results.sweepIds().get(0);
    spoil();

    for (List<String> command :
        List.of(
            List.of("list"),
            List.of("show", good),
            List.of("query", "SELECT COUNT(*) FROM runs"),
            List.of("report"),
            List.of("audit", good),
            List.of("report", "--format", "json", good))) {
      Cli.Result result = cli.run(command.toArray(String[]::new));
      assertThat(result.exitCode()).as(command + result.err()).isZero();
      BAD.forEach(bad -> assertThat(result.err()).contains(bad + " is left out", "delete " + bad));
    }
    assertThat(cli.run("list").out()).contains(good).doesNotContain(BAD);

    Cli.Result ran = cli.run("run", spec("next", GOOD.replace("name: good", "name: next")));
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("twice is left out");

    Cli.Result rebuilt = cli.run("rebuild");
    assertThat(rebuilt.exitCode()).as(rebuilt.err()).isEqualTo(ExitCode.FOUND);
    assertThat(rebuilt.out()).contains("holds 2 sweeps again");
    Cli.Result verified = cli.run("verify");
    assertThat(verified.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(verified.out()).doesNotContain(good + "/runs");

    for (String bad : BAD) {
      Cli.Result deleted = cli.run("delete", bad, "--yes");
      assertThat(deleted.exitCode()).as(bad + deleted.err()).isZero();
      assertThat(results.sweep(bad)).doesNotExist();
    }
    assertThat(cli.run("list").err()).isEmpty();
    assertThat(cli.run("verify").exitCode()).isZero();
  }

  private void spoil() throws IOException {
    plant("copied", UnaryOperator.identity()); // the same runs under another id
    plant("twice", plan -> new Plan(plan.header(), plan.arms(), twice(plan.runs())));
    plant("astray", plan -> renamed(plan, "../../../elsewhere/run"));
    plant("nameless", plan -> with(null, plan.header().sweepId(), plan));
    plant("other", plan -> with("other", "another-123456", plan));
    Files.createDirectories(results.journal(JournalName.ofSweep("folder")));
    plant("cut", UnaryOperator.identity());
    Path cut = results.journal(JournalName.ofSweep("cut"));
    Files.writeString(cut, Files.readString(cut).substring(0, 100));
    Files.createDirectories(results.sweep("bytes"));
    Files.write(results.journal(JournalName.ofSweep("bytes")), new byte[] {0, -1, '\n', 7, '\n'});
  }

  /** A copy of the good sweep under another id, its plan edited. */
  private void plant(String sweepId, UnaryOperator<Plan> edit) throws IOException {
    JournalName from = JournalName.ofSweep(good);
    JournalName to = JournalName.ofSweep(sweepId);
    try (Journal journal = Journal.open(to, results.journal(to))) {
      for (JournalLine line : Journal.read(from, results.journal(from)).lines()) {
        if (line.entry() instanceof Entry.SweepPlanned planned) {
          Plan plan = with("bad", sweepId, planned.plan());
          journal.append(new Entry.SweepPlanned(edit.apply(plan)));
        } else {
          journal.append(line.entry());
        }
      }
    }
  }

  private static List<PlannedRun> twice(List<PlannedRun> runs) {
    List<PlannedRun> more = new ArrayList<>(runs);
    more.add(runs.get(0));
    return more;
  }

  private static Plan renamed(Plan plan, String runId) {
    PlannedRun first = plan.runs().get(0);
    List<PlannedRun> runs = new ArrayList<>(plan.runs());
    runs.set(
        0, new PlannedRun(runId, first.armId(), first.phase(), first.seed(), first.identity()));
    return new Plan(plan.header(), plan.arms(), runs);
  }

  private static Plan with(String name, String sweepId, Plan plan) {
    SweepHeader header = plan.header();
    return new Plan(
        new SweepHeader(
            sweepId,
            name,
            header.program(),
            header.asked(),
            header.design(),
            header.stopping(),
            header.origin(),
            header.createdAt()),
        plan.arms(),
        plan.runs());
  }

  private String spec(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
  }
}
