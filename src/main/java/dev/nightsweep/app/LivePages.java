package dev.nightsweep.app;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.schedule.Follower;
import dev.nightsweep.serve.LiveServer;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Pages as the journals have them now, from a store of this process's own: the process that runs a
 * sweep is only asked how far it is, and told what is wished of it.
 */
public final class LivePages implements LiveServer.Source {
  private static final String RESUME = "resume";

  private final ResultsFolder folder;
  private final Store store;
  private final Follower follower;
  private final Publisher publisher;

  public LivePages(ResultsFolder folder, Store store) {
    this.folder = folder;
    this.store = store;
    this.follower = new Follower(store, folder);
    this.publisher = Publisher.live(store, folder.root(), ProgramCatalogs::of);
  }

  @Override
  public String index() {
    follower.catchUp();
    return publisher.indexPage();
  }

  @Override
  public String sweep(String sweepId) {
    follower.catchUp();
    return publisher.page(sweepId);
  }

  @Override
  public String run(String sweepId, String runId) {
    follower.catchUp();
    RunRecord run =
        store
            .run(runId)
            .filter(found -> found.sweepId().equals(sweepId))
            .orElseThrow(() -> new NoSuchElementException("no run has the id " + runId));
    return publisher.runPage(run);
  }

  @Override
  public String status() {
    try {
      return OwnerClient.find(folder).map(this::status).orElse("{}");
    } catch (UserErrorException | StoreException e) {
      return "{}"; // it has just gone
    }
  }

  private String status(OwnerClient owner) {
    OwnerCommands.Status status = owner.status();
    return status
        .running()
        .map(OwnerCommands.Running::sweep)
        .or(this::newest)
        .map(known -> Json.write(StatusFields.of(known, status.running(), status.waiting())))
        .orElse("{}");
  }

  private Optional<SweepRecord> newest() {
    follower.catchUp();
    return store.sweeps().stream().findFirst();
  }

  @Override
  public LiveServer.Reply control(String wish, String sweepId) {
    try {
      return OwnerClient.find(folder)
          .map(owner -> new LiveServer.Reply(true, asked(owner, wish, sweepId)))
          .orElse(new LiveServer.Reply(false, "Nothing runs here just now."));
    } catch (UserErrorException | StoreException e) {
      return new LiveServer.Reply(false, e.getMessage());
    }
  }

  private static String asked(OwnerClient owner, String wish, String sweepId) {
    Optional<String> sweep = Optional.of(sweepId);
    if (wish.equals(RESUME)) {
      return SteeringText.of(
          owner.resume(
              new OwnerCommands.Resume(sweep, false, false, OptionalInt.empty(), false, false)),
          owner.pid());
    }
    OwnerCommands.Wish meant = OwnerCommands.Wish.valueOf(wish.toUpperCase(Locale.ROOT));
    return SteeringText.of(meant, owner.steer(new OwnerCommands.Steer(meant, sweep)));
  }
}
