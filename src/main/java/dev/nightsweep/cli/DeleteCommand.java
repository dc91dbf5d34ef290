package dev.nightsweep.cli;

import dev.nightsweep.app.Publishers;
import dev.nightsweep.app.ResultsOwner;
import dev.nightsweep.app.SweepFolders;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.Deletion;
import dev.nightsweep.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep delete}. */
@Command(
    name = "delete",
    description = "Delete a sweep: its folder with journals, pages and checkpoints, and its rows.",
    footer = {"", "Exit codes: 0 deleted · 2 not confirmed, or no such sweep · 7 it is running."})
final class DeleteCommand extends StoreCommand {
  @Parameters(paramLabel = "SWEEP", description = "Id or unique prefix.")
  private String id;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  DeleteCommand(CommandContext context) {
    super(context);
  }

  @Override
  int answerAsOwner(ResultsOwner owner) throws IOException {
    String sweepId = SweepFolders.find(owner.store(), folder(), id);
    boolean runs = owner.running().filter(running -> running.sweepId().equals(sweepId)).isPresent();
    if (runs || owner.waiting().contains(sweepId)) {
      throw inUse(sweepId);
    }
    return super.answerAsOwner(owner);
  }

  @Override
  int answer(Store store) throws IOException {
    String sweepId = SweepFolders.find(store, folder(), id);
    Optional<SweepRecord> sweep = store.sweep(sweepId);
    sweep.ifPresent(this::refuseIfInUse);
    String runs = sweep.map(s -> "%d runs".formatted(s.total())).orElse("its files");
    if (!yes) {
      confirm("Delete %s with %s, for good?".formatted(sweepId, runs));
    }
    new Deletion(store, folder()).delete(sweepId);
    Publishers.of(store, folder()).publishIndex();
    console().result("Deleted %s with %s.".formatted(sweepId, runs));
    return ExitCode.DONE;
  }

  /** The owner has no terminal to ask on. */
  @Override
  List<String> consent() {
    if (yes) {
      return List.of();
    }
    confirm("Delete the sweep %s, for good?".formatted(id));
    return List.of("--yes");
  }

  /** An owner has to do with a sweep that did not end before it began, even if that has ended. */
  private void refuseIfInUse(SweepRecord sweep) {
    boolean ofThisOwner =
        isOwner() && sweep.endedAt().filter(end -> end.isBefore(ownStart())).isEmpty();
    boolean running = sweep.state() == SweepState.RUNNING || sweep.state() == SweepState.PAUSED;
    if (running || ofThisOwner) {
      throw inUse(sweep.sweepId());
    }
  }

  private static UserErrorException inUse(String sweepId) {
    return UserErrorException.busy(
        "%s is in use by the process that runs it. Stop that first.".formatted(sweepId));
  }

  private static Instant ownStart() {
    return ProcessHandle.current().info().startInstant().orElse(Instant.MIN);
  }

  private void confirm(String question) {
    if (!console().isTerminal()) {
      throw UserErrorException.usage(
          "Nobody is here to ask. Say --yes to delete %s.".formatted(id));
    }
    console().err().print(question + " [y/N] ");
    console().err().flush();
    if (!answer().toLowerCase(Locale.ROOT).startsWith("y")) {
      throw UserErrorException.usage("Nothing was deleted.");
    }
  }

  private static String answer() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
