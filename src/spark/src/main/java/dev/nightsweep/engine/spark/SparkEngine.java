package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.EngineRequest;
import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.engine.spark.AttemptReport.Answer;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Assignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains on a Spark cluster: one Spark job a run, so that a run that fails takes no other with it.
 * Spark never tries a job again by itself.
 *
 * <p>A worker's number stands for a place on the cluster, not for a process: another one begins
 * when a worker has died, as with worker processes on this machine.
 */
final class SparkEngine implements Engine {
  /** As on this machine, and some for what travels. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofSeconds(20);

  private final JavaSparkContext spark;
  private final EngineRequest request;
  private final int slots;
  private final BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>();
  private final Map<String, AttemptChannel> underWay = new ConcurrentHashMap<>();
  private final List<Integer> free = new ArrayList<>();
  private final ExecutorService waiting = Executors.newCachedThreadPool(SparkEngine::daemon);
  private int started;
  private int taken;
  private long lastLook = System.nanoTime();

  SparkEngine(JavaSparkContext spark, EngineRequest request, int slots) {
    this.spark = spark;
    this.request = request;
    this.slots = slots;
    this.started = request.startedBefore();
    RpcPlugin.answerWith(this::receive);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "spark-job");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int claim() {
    if (taken == slots) {
      throw new IllegalStateException("all " + slots + " workers are busy");
    }
    return free.isEmpty() ? ++started : free.get(0);
  }

  @Override
  public void start(int worker, Assignment run) {
    free.remove(Integer.valueOf(worker));
    taken++;
    AttemptChannel channel = new AttemptChannel(worker, run, request.results(), events);
    underWay.put(key(run.runId(), run.attempt()), channel);
    try {
      Future<List<String>> job = submit(channel);
      waiting.execute(() -> await(channel, job));
    } catch (RuntimeException e) { // Spark has stopped itself
      channel.fail(JobFailure.failure(e));
    }
  }

  private Future<List<String>> submit(AttemptChannel channel) {
    Assignment run = channel.run();
    try {
      TaskPayload payload =
          new TaskPayload(
              run,
              channel.journalSoFar(),
              request.launch().mainClass(),
              request.launch().options(),
              request.launch().environment(),
              request.cluster().checkpoints());
      spark.setJobGroup(group(run), "%s, attempt %d".formatted(run.runId(), run.attempt()), true);
      return spark.parallelize(List.of(Json.write(payload)), 1).map(new TrainTask()).collectAsync();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal of " + run.runId(), e);
    }
  }

  private void await(AttemptChannel channel, Future<List<String>> job) {
    try {
      channel.complete(Json.read(job.get().get(0), TaskResult.class));
    } catch (ExecutionException e) {
      channel.fail(JobFailure.failure(e.getCause()));
    } catch (Exception | Error e) { // whatever it is, the attempt has its one end
      channel.fail(new TaskResult.Failure(WorkerExit.OTHER, "nothing came home: " + e, List.of()));
    }
  }

  private Answer receive(AttemptReport report) {
    AttemptChannel channel = underWay.get(key(report.runId(), report.attempt()));
    return channel == null ? Answer.UNKNOWN : channel.receive(report);
  }

  @Override
  public Optional<EngineEvent> await(Duration timeout) throws InterruptedException {
    Optional<EngineEvent> event =
        Optional.ofNullable(events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    event.ifPresent(this::settle);
    if (System.nanoTime() - lastLook > LOOK.toNanos()) {
      lastLook = System.nanoTime();
      underWay.values().forEach(AttemptChannel::announceWaiting);
    }
    return event;
  }

  /** Frees the place of an attempt that is over. */
  private void settle(EngineEvent event) {
    if (event instanceof EngineEvent.Died died) {
      underWay.remove(key(died.run().runId(), died.run().attempt()));
      taken--;
    } else if (event instanceof EngineEvent.Said said
        && said.signal() instanceof dev.nightsweep.model.Signal.Idle) {
      underWay.values().removeIf(channel -> channel.worker() == said.worker());
      free.add(said.worker());
      taken--;
    }
  }

  @Override
  public void interrupt() {
    underWay.values().forEach(channel -> channel.answerWith(Answer.INTERRUPT));
  }

  @Override
  public void interrupt(int worker, boolean forGood) {
    channel(worker)
        .ifPresent(channel -> channel.answerWith(forGood ? Answer.END : Answer.INTERRUPT));
  }

  @Override
  public void kill(int worker) {
    channel(worker).ifPresent(channel -> spark.cancelJobGroup(group(channel.run())));
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public void close() {
    RpcPlugin.answerWith(report -> Answer.UNKNOWN);
    spark.close();
    waiting.shutdownNow();
  }

  private Optional<AttemptChannel> channel(int worker) {
    return underWay.values().stream().filter(channel -> channel.worker() == worker).findFirst();
  }

  private static String key(String runId, int attempt) {
    return runId + "/" + attempt;
  }

  private static String group(Assignment run) {
    return key(run.sweepId() + "/" + run.runId(), run.attempt());
  }
}
