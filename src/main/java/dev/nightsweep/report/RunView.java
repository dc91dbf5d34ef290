package dev.nightsweep.report;

import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.TrackedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run's facts and its settings.
 *
 * @param facts name and text
 * @param different settings that the sweep varies or that are not at their default; all of them if
 *     the defaults are unknown
 */
public record RunView(
    Map<String, String> facts,
    List<String> different,
    List<String> settings,
    boolean defaultsKnown) {

  static Section section(RunFacts facts, SweepRecord sweep, ProgramFacts program) {
    Settings settings = sweep.settings(facts.run());
    RunView view =
        new RunView(
            facts(facts, sweep.header(), program.metrics()),
            different(settings, sweep.arm(facts.run().armId()).levels(), program.defaults()),
            texts(settings),
            program.defaults().isPresent());
    return Section.of("facts", "The run", "run", view);
  }

  private static Map<String, String> facts(
      RunFacts facts, SweepHeader header, DeclaredMetrics metrics) {
    RunRecord run = facts.run();
    Map<String, String> told = new LinkedHashMap<>();
    told.put("run", run.runId());
    TrackedText.taken(header).ifPresent(taken -> told.put("trained", "elsewhere; " + taken));
    told.put("phase", Labels.word(run.phase()));
    told.put("started", Labels.time(run.startedAt()));
    told.put("ended", Labels.time(run.endedAt()));
    run.reusedFrom().ifPresent(from -> told.put("reused from", from));
    told.put("identity", run.identity());
    run.parameterHash()
        .filter(hash -> !hash.isEmpty())
        .ifPresent(hash -> told.put("hash of the final parameters", hash));
    run.readings().forEach((metric, reading) -> putOnce(told, metrics.get(metric), reading));
    return told;
  }

  /** Readings that are taken once; the others stand in the table of epochs. */
  private static void putOnce(Map<String, String> told, MetricDefinition metric, double reading) {
    if (!metric.perEpoch()) {
      told.put(Names.metric(metric.name()).replace(" bytes", ""), Labels.reading(metric, reading));
    }
  }

  private static List<String> different(
      Settings settings, Settings varied, Optional<Settings> defaults) {
    Map<String, Setting> usual = defaults.map(Settings::byName).orElseGet(TreeMap::new);
    return settings.byName().entrySet().stream()
        .filter(
            e -> varied.find(e.getKey()).isPresent() || !e.getValue().equals(usual.get(e.getKey())))
        .map(e -> e.getKey() + "=" + e.getValue().text())
        .toList();
  }

  private static List<String> texts(Settings settings) {
    return settings.byName().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue().text())
        .toList();
  }

  /** A setting a line. */
  public String allSettings() {
    return String.join("\n", settings);
  }
}
