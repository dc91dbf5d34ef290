package dev.nightsweep.publish;

import dev.nightsweep.data.DataChoice;
import dev.nightsweep.data.DataSetException;
import dev.nightsweep.data.PredictionsFile;
import dev.nightsweep.data.PredictionsFile.Prediction;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.report.ComparedRun;
import dev.nightsweep.report.Pages;
import dev.nightsweep.report.ProgramFacts;
import dev.nightsweep.report.RunFacts;
import dev.nightsweep.report.TestedImages;
import dev.nightsweep.report.WrongImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The pages of single runs, each in the run's folder. Images come from the data set, if it is at
 * hand and still the one that was predicted. Safe for use by several threads.
 */
final class RunPages {
  /** Of larger sweeps a run's page is made when it is asked for. */
  static final int MAX_RUNS = 500;

  private static final int MAX_WRONG = 24;

  private final ResultsFolder results;
  private final Pages pages;
  private final Map<DataChoice, Optional<TestImages>> images = new ConcurrentHashMap<>();

  RunPages(ResultsFolder results, Pages pages) {
    this.results = results;
    this.pages = pages;
  }

  /** Writes the pages of the runs that have done anything since they were written. */
  void write(SweepRecord sweep, List<RunFacts> runs, ProgramFacts program) {
    if (runs.size() > MAX_RUNS) {
      return;
    }
    for (RunFacts run : runs) {
      if (isOutdated(run)) {
        PageFile.write(page(run), html(run, sweep, program));
      }
    }
  }

  /** The page of one run. */
  String html(RunFacts run, SweepRecord sweep, ProgramFacts program) {
    return pages.run(run, sweep, program, tested(run, sweep));
  }

  private Path page(RunFacts run) {
    return results.runPage(run.run().sweepId(), run.run().runId());
  }

  private boolean isOutdated(RunFacts run) {
    Path journal = results.journal(JournalName.ofRun(run.run().sweepId(), run.run().runId()));
    try {
      if (!Files.exists(journal)) {
        return false; // it has not begun
      }
      return !Files.exists(page(run))
          || Files.getLastModifiedTime(page(run)).compareTo(Files.getLastModifiedTime(journal)) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of two runs on the same images those that one alone has right, the first one's first. */
  List<List<WrongImage>> onlyRight(List<ComparedRun> sides) {
    Optional<RunResult> one = sides.get(0).run().result().filter(RunResult::hasImages);
    Optional<RunResult> other = sides.get(1).run().result().filter(RunResult::hasImages);
    Optional<TestImages> images =
        images(sides.get(0).settings(), sides.get(0).sweep().isSimulated());
    boolean same =
        one.isPresent()
            && other.isPresent()
            && one.get().truth().equals(other.get().truth())
            && images.equals(images(sides.get(1).settings(), sides.get(1).sweep().isSimulated()));
    return same && images.isPresent() && images.get().areOf(one.get().truth())
        ? List.of(
            OnlyRight.of(one.get(), other.get(), images.get()),
            OnlyRight.of(other.get(), one.get(), images.get()))
        : List.of();
  }

  private TestedImages tested(RunFacts run, SweepRecord sweep) {
    Optional<RunResult> result = run.result().filter(RunResult::hasImages);
    Optional<TestImages> images =
        result.flatMap(r -> images(sweep.settings(run.run()), sweep.header().isSimulated()));
    return images.isEmpty() || !images.get().areOf(result.get().truth())
        ? TestedImages.NONE
        : new TestedImages(images.get().names(), worst(run, result.get(), images.get()));
  }

  private List<WrongImage> worst(RunFacts run, RunResult result, TestImages images) {
    List<Prediction> kept =
        PredictionsFile.read(results.run(run.run().sweepId(), run.run().runId()), images.size());
    boolean fit = !kept.isEmpty();
    return IntStream.range(0, images.size())
        .filter(i -> result.predictions().get(i) != result.truth().get(i))
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> fit ? -kept.get(i).ofPredicted() : 0)
                .thenComparing(Comparator.naturalOrder()))
        .limit(MAX_WRONG)
        .map(
            i ->
                new WrongImage(
                    i,
                    images.truth(i),
                    images.name(result.predictions().get(i)),
                    fit ? OptionalDouble.of(kept.get(i).ofPredicted()) : OptionalDouble.empty(),
                    images.images().thumbnail(i)))
        .toList();
  }

  /** The test images, of nets that were trained. */
  private Optional<TestImages> images(Settings settings, boolean simulated) {
    if (simulated || !(settings.find(DataChoice.SETTING).orElse(null) instanceof Setting.Word)) {
      return Optional.empty();
    }
    try {
      return images.computeIfAbsent(DataChoice.of(settings), TestImages::of);
    } catch (DataSetException e) {
      return Optional.empty(); // settings of another program, whose names mean something else
    }
  }
}
