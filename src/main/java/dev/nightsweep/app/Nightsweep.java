package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.Doctor;
import dev.nightsweep.machine.DoctorFinding;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.process.ForwardClock;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.serve.CommandServer;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.spec.GivenKeys;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.spec.SpecReader;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A results folder that this process owns, and the sweeps in it: run, resumed, steered, read.
 *
 * <p>Sessions run on the thread that asks for them, one at a time; {@link #owner()} and {@link
 * #interrupt} may be used from any other meanwhile.
 */
public final class Nightsweep implements AutoCloseable {
  private final ResultsOwner owner;
  private final CommandServer port;
  private final EngineOpener engines;
  private final InstantSource clock;
  private final Interruption interruption = new Interruption();

  private Nightsweep(
      ResultsOwner owner, CommandServer port, EngineOpener engines, InstantSource clock) {
    this.owner = owner;
    this.port = port;
    this.engines = engines;
    this.clock = clock;
  }

  /**
   * Opens a results folder, creating it when it is missing.
   *
   * @throws UserErrorException if another process owns it or it cannot be written
   */
  public static Nightsweep open(Path results) {
    return open(new ResultsFolder(results), message -> {});
  }

  /**
   * Opens a results folder, creating it when it is missing.
   *
   * @param messages is told of a database that had to be built anew
   * @throws UserErrorException if another process owns it or it cannot be written
   */
  public static Nightsweep open(ResultsFolder folder, Consumer<String> messages) {
    return open(folder, messages, InstantSource.system());
  }

  static Nightsweep open(ResultsFolder folder, Consumer<String> messages, InstantSource system) {
    InstantSource clock = new ForwardClock(system);
    refuseIfOwned(folder);
    makeWritable(folder.root());
    ResultsOwner owner = new ResultsOwner(folder, caughtUp(folder, messages, clock));
    try {
      CommandServer port = CommandServer.start(folder, new OwnedCommands(owner, clock));
      return new Nightsweep(owner, port, new EngineRegistry(owner), clock);
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  private static Store caughtUp(
      ResultsFolder folder, Consumer<String> messages, InstantSource clock) {
    Store store = new ResultsDatabase(folder, messages).open();
    try {
      new CatchUp(store, folder, clock).run().warnings().forEach(messages);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * Reads and checks a spec.
   *
   * @param given keys of a spec with their values, which count as if the file said them
   * @param listener hears its warnings
   * @throws SpecException if it has any problem
   */
  public static Spec read(Path file, SortedMap<String, String> given, SessionListener listener) {
    return SpecFile.read(file, new GivenKeys(given), listener);
  }

  /**
   * Checks the text of a spec.
   *
   * @param fileName what it is to be called; JSON if that ends in {@code .json}, else YAML
   * @throws SpecException if it has any problem
   */
  public static Spec spec(String fileName, String text) {
    return SpecReader.read(fileName, text, ProgramCatalogs.ALL).spec();
  }

  /** Looks at everything that a sweep needs. */
  public static List<DoctorFinding> diagnose(ResultsFolder results) throws InterruptedException {
    List<DoctorFinding> findings = new ArrayList<>(new Doctor(results.root()).findings());
    findings.add(DatabaseCheck.of(results));
    return List.copyOf(findings);
  }

  /** Trains what is left of the spec's sweep and concludes it; begins the sweep if it is new. */
  public SweepResult run(Spec spec, SessionOptions options, SessionListener listener)
      throws InterruptedException {
    return runner(options, listener).run(spec);
  }

  /** The same, and then what other processes have queued behind it meanwhile. */
  public QueueResult runWithQueue(Spec spec, SessionOptions options, SessionListener listener)
      throws InterruptedException {
    return runner(options, listener).work(spec);
  }

  private SweepQueueRunner runner(SessionOptions options, SessionListener listener) {
    return new SweepQueueRunner(
        new SessionContext(owner, options, listener, interruption, clock), engines);
  }

  /**
   * The spec of a stored sweep, to go on with it.
   *
   * @param sweep its id or a unique prefix; the newest that is not finished if empty
   */
  public Spec stored(Optional<String> sweep, SessionListener listener) {
    return stored(sweep, false, listener);
  }

  /**
   * The same.
   *
   * @param retryFailed whether a sweep counts as not finished of which runs failed
   */
  public Spec stored(Optional<String> sweep, boolean retryFailed, SessionListener listener) {
    return SpecFile.ofSweep(owner, owner.unfinished(sweep, retryFailed).sweepId(), listener);
  }

  /** Asks the session under way to end, so that it can be resumed; a second time at once. */
  public void interrupt(String reason) {
    interruption.interrupt(reason);
  }

  /** The sweep under way, those that wait, and the store: to be seen and steered. */
  public ResultsOwner owner() {
    return owner;
  }

  @Override
  public void close() {
    try (owner) {
      port.close();
    }
  }

  private static void refuseIfOwned(ResultsFolder folder) {
    Optional<OwnerClient> other = OwnerClient.find(folder);
    if (other.isPresent()) {
      throw UserErrorException.busy(
          "Another Nightsweep (process %d) is running a sweep in %s. Maybe wait for it, or give this one a folder of its own with --results."
              .formatted(other.get().pid(), folder.root()));
    }
  }

  private static void makeWritable(Path root) {
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw notWritable(root);
    }
    if (!Files.isWritable(root)) {
      throw notWritable(root);
    }
  }

  private static UserErrorException notWritable(Path root) {
    return UserErrorException.environment(
        "The results folder %s cannot be written. Maybe name another with --results."
            .formatted(root.toAbsolutePath()));
  }
}
