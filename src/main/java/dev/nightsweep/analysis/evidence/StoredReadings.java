package dev.nightsweep.analysis.evidence;

import dev.nightsweep.analysis.evidence.ReadingFacts.RepeatedRuns;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Gathers the {@link ReadingFacts} of a sweep from what is stored of its runs.
 *
 * @param curves of a run, by metric
 * @param results what a run left
 */
public record StoredReadings(
    SweepRecord sweep,
    DeclaredMetrics metrics,
    List<RunRecord> runs,
    Function<String, Map<String, List<Point>>> curves,
    Function<String, Optional<RunResult>> results) {
  private static final String VALIDATION_SIZE = "validation_size";

  /** Of a sweep that compares nothing there are none. */
  public ReadingFacts facts() {
    return sweep.header().contrasts().isEmpty()
        ? ReadingFacts.NONE
        : new ReadingFacts(quanta(), repeated(), results);
  }

  private List<RepeatedRuns> repeated() {
    RepeatedReadings readings = new RepeatedReadings(metrics, curves);
    return completed()
        .collect(Collectors.groupingBy(RunRecord::armId, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .flatMap(arm -> readings.of(arm.getKey(), arm.getValue()).stream())
        .toList();
  }

  private Stream<RunRecord> completed() {
    return runs.stream()
        .filter(run -> run.phase() == PlannedRun.Phase.COMPARISON)
        .filter(run -> run.state() == RunState.COMPLETED);
  }

  /** Of the accuracies that verdicts and claims are about: one image. */
  private Map<String, Double> quanta() {
    SweepHeader header = sweep.header();
    String objective = header.objective().metric();
    Map<String, Double> quanta = new TreeMap<>();
    Stream.of(
            Stream.of(objective),
            metrics.get(objective).testTwin().stream(),
            header.claims().stream().map(Claim::metric))
        .flatMap(names -> names)
        .filter(name -> metrics.get(name).isFraction())
        .distinct()
        .forEach(name -> images(name).ifPresent(images -> quanta.put(name, 1.0 / images)));
    return quanta;
  }

  private OptionalLong images(String metric) {
    if (metrics.isOfTestSet(metric)) {
      return completed()
          .findFirst()
          .flatMap(run -> results.apply(run.runId()))
          .map(StoredReadings::tested)
          .filter(images -> images > 0)
          .stream()
          .mapToLong(images -> images)
          .findFirst();
    }
    return metric.startsWith(Metrics.VALIDATION) ? validated() : OptionalLong.empty();
  }

  private static long tested(RunResult result) {
    long inMatrix =
        result.confusion().stream().flatMap(List::stream).mapToLong(count -> count).sum();
    return result.hasImages() ? (long) result.truth().size() : inMatrix;
  }

  /** What a program of somebody's own calls so may be something else. */
  private OptionalLong validated() {
    return isOurs(sweep.header().program())
        ? sweep.arms().stream()
            .flatMap(arm -> arm.settings().find(VALIDATION_SIZE).stream())
            .flatMapToLong(StoredReadings::whole)
            .min()
        : OptionalLong.empty();
  }

  /** And of this version. */
  private static boolean isOurs(ProgramRef program) {
    return program.isOurs()
        && (program.net().isPresent() || BuiltInProgram.find(program.text()).isPresent());
  }

  private static LongStream whole(Setting setting) {
    return setting instanceof Setting.Whole whole
        ? LongStream.of(whole.number())
        : LongStream.empty();
  }
}
