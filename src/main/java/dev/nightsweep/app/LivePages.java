package dev.nightsweep.app;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.TrainerRegistry;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.schedule.Follower;
import dev.nightsweep.serve.CommandResult;
import dev.nightsweep.serve.LiveServer;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Pages as the journals have them now, from a store of this process's own: the process that runs a
 * sweep is only asked how far it is, and told what is wished of it.
 */
public final class LivePages implements LiveServer.Source {
  /** As the exit codes of commands: the wish cannot be granted. */
  private static final int REFUSED = 2;

  /** Something failed here. */
  private static final int FAILED = 1;

  private final ResultsFolder folder;
  private final Store store;
  private final Follower follower;
  private final Publisher publisher;

  public LivePages(ResultsFolder folder, Store store) {
    this.folder = folder;
    this.store = store;
    this.follower = new Follower(store, folder);
    this.publisher = Publisher.live(store, folder.root(), TrainerRegistry::catalog);
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
      Optional<OwnerClient> owner = OwnerClient.find(folder);
      if (owner.isEmpty()) {
        return "{}";
      }
      CommandResult answer = owner.get().ask(arguments("status", "--json"));
      return answer.exitCode() == 0 ? Json.write(Json.read(answer.out(), Object.class)) : "{}";
    } catch (IOException e) {
      return "{}"; // it has just gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "{}";
    }
  }

  @Override
  public CommandResult control(String wish, String sweepId) {
    try {
      Optional<OwnerClient> owner = OwnerClient.find(folder);
      return owner.isEmpty()
          ? new CommandResult(REFUSED, "", "Nothing runs here just now.")
          : owner.get().ask(arguments(wish, sweepId));
    } catch (IOException e) {
      return new CommandResult(FAILED, "", "It does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CommandResult(FAILED, "", "Interrupted.");
    }
  }

  private List<String> arguments(String... some) {
    List<String> arguments = new ArrayList<>(List.of(some));
    arguments.addAll(List.of("--results", folder.root().toAbsolutePath().toString()));
    return arguments;
  }
}
