package dev.nightsweep.cli;

import dev.nightsweep.app.ImportedProgram;
import dev.nightsweep.app.Interruption;
import dev.nightsweep.app.JournalReplayer;
import dev.nightsweep.app.JournaledRuns;
import dev.nightsweep.app.JournaledRuns.Journaled;
import dev.nightsweep.cli.console.ReplayText;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.cli.console.TrustQuestion;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.replay.DamagedRecordException;
import dev.nightsweep.schedule.replay.ReplayResult;
import dev.nightsweep.schedule.replay.Replayer;
import dev.nightsweep.text.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep replay}. */
@Command(
    name = "replay",
    description =
        "Train finished runs again and say whether every reading, prediction and parameter comes"
            + " out as recorded, bit for bit.",
    footer = {
      "",
      "It reads the journals alone and writes nothing to the results folder.",
      "Exit codes: 0 all identical · 2 usage, nothing to replay here, or not trusted · 6 some are not"
          + " · 130 Ctrl-C."
    })
final class ReplayCommand extends FolderCommand {
  @Mixin private WorkersOption workers;
  @Mixin private TrustOption trust;

  @Parameters(
      paramLabel = "RUN|SWEEP",
      arity = "1..*",
      description = "Ids or unique prefixes; a sweep means all its finished runs.")
  private List<String> ids;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final List<ReplayText> replays = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Journaled> settled = settled();
    requireTrust(settled);
    Interruption interruption = new Interruption();
    SignalHandler.during(
        reason -> {}, interruption::interrupt, () -> replay(settled, interruption));
    conclude(settled.size());
    return interruption.came() ? ExitCode.INTERRUPTED : exitCode();
  }

  /** Their programs are started again, each once a sweep is asked for. */
  private void requireTrust(List<Journaled> runs) {
    TrustQuestion question = new TrustQuestion(console(), trust.isGiven());
    runs.stream()
        .map(Journaled::plan)
        .distinct()
        .flatMap(plan -> ImportedProgram.of(folder(), plan).stream())
        .filter(program -> !question.agrees(program))
        .findFirst()
        .ifPresent(
            program -> {
              throw program.refusal();
            });
  }

  private int replay(List<Journaled> settled, Interruption interruption)
      throws IOException, InterruptedException {
    new JournalReplayer(workers.given(), interruption)
        .replay(settled, (run, replay) -> tell(run, replay, settled.size()));
    return settled.size();
  }

  private List<Journaled> settled() {
    JournaledRuns journaled = new JournaledRuns(folder());
    List<Journaled> all = new ArrayList<>();
    try {
      ids.forEach(id -> all.addAll(journaled.find(id)));
    } catch (DamagedRecordException e) {
      throw new UserErrorException(
          UserErrorException.Kind.DAMAGED, "A journal is damaged: " + e.getMessage());
    }
    List<Journaled> settled =
        all.stream().filter(run -> run.recording().isSettled()).distinct().toList();
    if (settled.isEmpty()) {
      throw UserErrorException.usage(
          "None of %s has completed or diverged, so there is nothing to replay."
              .formatted(Numbers.count(all.size(), "run")));
    }
    if (settled.size() < all.size()) {
      console()
          .message(
              "%d of %s can be replayed: they have a result."
                  .formatted(settled.size(), Numbers.count(all.size(), "run")));
    }
    return settled;
  }

  private void tell(Replayer.Recorded run, ReplayResult replay, int total) {
    ReplayText text = new ReplayText(run, replay);
    replays.add(text);
    if (json) {
      console().message("%d of %d: %s".formatted(replays.size(), total, text.lines().get(0)));
    } else {
      text.lines().forEach(console()::result);
    }
  }

  private void conclude(int total) {
    if (json) {
      console().result(Json.pretty(replays.stream().map(ReplayText::fields).toList()));
      return;
    }
    console()
        .result(
            "%d of %s replayed: %s%s."
                .formatted(
                    compared(),
                    Numbers.count(total, "run"),
                    differing() > 0
                        ? differing() + " not identical"
                        : compared() > 0 ? "all identical" : "nothing to compare",
                    replays.size() > compared()
                        ? "; %d cannot be compared".formatted(replays.size() - compared())
                        : ""));
  }

  private long compared() {
    return replays.stream().filter(ReplayText::isCompared).count();
  }

  private long differing() {
    return replays.stream().filter(text -> text.isCompared() && !text.isIdentical()).count();
  }

  private int exitCode() {
    if (!replays.isEmpty() && compared() == 0) {
      return ExitCode.USAGE;
    }
    return replays.stream().allMatch(ReplayText::isIdentical) ? ExitCode.DONE : ExitCode.FOUND;
  }
}
