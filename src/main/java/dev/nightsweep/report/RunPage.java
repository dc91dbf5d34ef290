package dev.nightsweep.report;

import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.SweepMark;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run's page, ready to be set.
 *
 * @param sweep its name
 * @param mark the sweep's
 * @param licences of data sets, to be told
 */
public record RunPage(
    Style style,
    String title,
    String sweep,
    String runId,
    SweepMark mark,
    List<String> licences,
    State state,
    List<Section> sections) {

  /** What became of the run. */
  public record State(String style, String text) {

    private static State of(Subject subject) {
      RunRecord run = subject.run().run();
      return subject.run().hasNeverLearned(subject.sweep())
          ? new State("bad", Labels.state(run.state()) + ", " + Names.NEVER_LEARNED)
          : new State(Labels.style(run.state()), Labels.state(run.state()));
    }
  }

  static RunPage of(Subject subject, List<SectionQuery> queries, Style style) {
    RunRecord run = subject.run().run();
    SweepRecord sweep = subject.sweep();
    return new RunPage(
        style,
        "%s, seed %s".formatted(sweep.label(run), run.seed()),
        sweep.header().name(),
        run.runId(),
        SweepMark.of(sweep.header()),
        Licences.of(sweep),
        State.of(subject),
        sections(subject, queries));
  }

  /**
   * What is shown.
   *
   * @param images that the run was tested on
   */
  record Subject(RunFacts run, SweepRecord sweep, ProgramFacts program, TestedImages images) {}

  /** The queries are of all of them and stand at the end. */
  private static List<Section> sections(Subject subject, List<SectionQuery> queries) {
    RunFacts run = subject.run();
    SweepRecord sweep = subject.sweep();
    return Stream.of(
            Optional.of(RunView.section(run, sweep, subject.program())),
            Optional.of(
                RunCurvesView.section(
                    run, sweep.header().objective().metric(), subject.program().metrics())),
            RemarksView.section(run),
            TestImagesView.section(run, subject.images()),
            NetView.section(run, sweep.label(run.run()), subject.program().reference()),
            Optional.of(AttemptsView.section(run, sweep.header()).with(queries)))
        .flatMap(Optional::stream)
        .toList();
  }
}
