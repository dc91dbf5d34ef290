package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Ids;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepResolverTest {
  @TempDir private Path root;
  private InMemorySession session;

  @BeforeEach
  void open() {
    session = new InMemorySession(root);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @ParameterizedTest
  @CsvSource({"LRN on/off?, lrn-on-off", "../../etc, etc", "'', sweep", "学習, sweep"})
  void aNameBecomesAFolderNameThatIsSafeEverywhere(String name, String slug) {
    assertThat(Ids.slug(name)).isEqualTo(slug);
  }

  @Test
  void aSweepIsItsName() throws InterruptedException {
    SweepResolver.Found fresh = find(InMemorySession.GRID, false);
    assertThat(fresh.known()).isEmpty();
    SweepResult done = session.run(InMemorySession.GRID);
    SweepResolver.Found known = find(InMemorySession.GRID, false);
    assertThat(known.isFinished()).isTrue();
    assertThat(known.plan().header().sweepId()).isEqualTo(done.sweep().sweepId());
    assertThat(find(InMemorySession.GRID, true).plan().header().name()).isEqualTo("lrn-2");
  }

  @Test
  void aSpecWithMoreSeedsGrowsItsSweep() throws InterruptedException {
    session.run(InMemorySession.GRID);
    SweepResolver.Found grown = find(InMemorySession.GRID.replace("seeds: 3", "seeds: 4"), false);
    assertThat(grown.growth()).contains(new PlanDiff(2, 6, 0));
    assertThat(grown.isFinished()).isFalse();
  }

  @Test
  void aSpecWithAnotherConstantIsAnotherSweep() throws InterruptedException {
    session.run(InMemorySession.GRID);
    assertThatThrownBy(() -> find(InMemorySession.GRID.replace("{value: 2}", "{value: 3}"), false))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("epochs was 2, is 3")
        .hasMessageContaining("--new, to start lrn-2");
  }

  /** What its program got as {"opt.lr": 1} it gets like that to its end, and nothing is refused. */
  @Test
  void aSweepFromBeforeParametersWereNestedInJsonGoesOn() throws InterruptedException {
    String text =
        """
        name: older
        command: [sh, -c, "echo ${args_json}"]
        method: grid
        parameters: {opt: {parameters: {lr: {values: [1, 2]}}}}
        """;
    Spec now = InMemorySession.spec(text);
    assertThat(now.program().text()).endsWith("${nested:opt}");
    assertThat(now.program().shown()).isEqualTo("sh -c 'echo ${args_json}'");
    Spec then = SpecFile.of(ProgramRef.parse(now.program().shown()), now);
    SessionOptions options = SessionOptions.DEFAULT.withWorkers(1);
    session.runner(options).run(then);
    SweepResult again = session.runner(options).run(now);
    assertThat(session.heard.events).contains("finished before");
    assertThat(again.sweep().header().program()).isEqualTo(then.program());
    String sweepId = again.sweep().sweepId();
    assertThat(SpecFile.ofSweep(session.owner, sweepId, SessionListener.NONE).program())
        .isEqualTo(then.program());

    Spec other = InMemorySession.spec(text.replace("echo", "printf"));
    assertThatThrownBy(() -> session.runner(options).run(other))
        .hasMessageContaining("program was");
  }

  private SweepResolver.Found find(String spec, boolean fresh) {
    return session.resolver().find(InMemorySession.spec(spec), fresh, Optional.empty());
  }
}
