package dev.nightsweep.serve;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import dev.nightsweep.store.verify.Defect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An owner that keeps what it was asked, and answers something recognizable. */
final class FakeOwner implements OwnerCommands {
  final List<Object> asked = new ArrayList<>();
  Optional<UserErrorException> refusal = Optional.empty();

  private static final SweepRecord SWEEP = sweep();

  private static SweepRecord sweep() {
    try (Store store = new InMemoryStore()) {
      store.index(Fixtures.journals(Fixtures.SWEEP));
      return store.sweep(Fixtures.SWEEP).orElseThrow();
    }
  }

  private <T> T note(Object command, T answer) {
    asked.add(command);
    refusal.ifPresent(
        why -> {
          throw why;
        });
    return answer;
  }

  @Override
  public Status status() {
    Training training =
        new Training(
            2,
            new Run("r-1", "lrn=true, seed 3 «häufig»", -7),
            1,
            new Epoch(3, OptionalInt.of(5)),
            0.25,
            Instant.parse("2026-03-01T22:00:00.123456789Z"));
    Finish finish = new Finish(60, 50, 80);
    return note(
        "status",
        new Status(
            Optional.of(
                new Running(SWEEP, 0.5, Optional.of(12.5), Optional.of(finish), List.of(training))),
            List.of("s-2")));
  }

  @Override
  public Steered steer(Steer command) {
    return note(command, new Steered("s-1", 2));
  }

  @Override
  public Queued enqueue(Enqueue command) {
    return note(command, new Queued("s-3", false, Optional.of("s-1")));
  }

  @Override
  public Queued resume(Resume command) {
    return note(command, new Queued("s-1", true, Optional.empty()));
  }

  @Override
  public Imported importSweep(Import command) {
    return note(command, new Imported("s-4", "/results/s-4/report.html"));
  }

  @Override
  public Deleted delete(Delete command) {
    return note(command, new Deleted("s-5", OptionalInt.empty()));
  }

  @Override
  public Verified verify(Verify command) {
    return note(command, new Verified(3, List.of(new Defect(true, "s-1", "a torn line", "none"))));
  }
}
