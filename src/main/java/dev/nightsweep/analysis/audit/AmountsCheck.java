package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.ReadingFinding.SettingIgnored;
import dev.nightsweep.analysis.audit.ReadingFinding.UnlikeAmounts;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Do the runs tell that they did what their settings say? Some metrics tell it: a parameter that is
 * reported back, amounts such as images or steps, the images of an epoch (seconds times images a
 * second), the learning rate in force.
 */
final class AmountsCheck {
  private static final double TOLERATED = 1.02;
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(.*[_./])?(n_)?(images|samples|examples|steps|batches|tokens)(_seen|_total)?");
  private static final Pattern OF_SCHEDULES =
      Pattern.compile("(?i).*(lr[_.-]|schedule|rate|warmup|optimizer|momentum|decay).*");
  private static final String RATE = "learning_rate";

  private AmountsCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    ignored(records, findings);
    for (Contrast contrast : records.contrasts()) {
      if (records.is(Role.STEPS, contrast.factor()) || records.is(Role.EPOCHS, contrast.factor())) {
        continue;
      }
      List<Records.Pair> pairs =
          records.completedPairs(contrast).stream()
              .filter(pair -> setAlike(records, pair, Role.STEPS))
              .toList();
      amounts(contrast, pairs, findings);
      images(contrast, pairs, findings);
      rates(records, contrast, pairs, findings);
    }
    return findings;
  }

  private static boolean setAlike(Records records, Records.Pair pair, Role role) {
    return records.recorded().roles().of(role).stream()
        .allMatch(
            name ->
                records.setting(pair.level(), name).equals(records.setting(pair.baseline(), name)));
  }

  private static void ignored(Records records, List<Finding> findings) {
    Set<String> metrics = new TreeSet<>();
    List<RunRecord> runs = records.evidence().comparisonRuns();
    runs.forEach(run -> metrics.addAll(run.readings().keySet()));
    metrics.remove(RATE); // a schedule changes it
    for (String metric : metrics) {
      List<RunRecord> apart =
          runs.stream().filter(run -> contradicts(records, run, metric)).toList();
      if (!apart.isEmpty()) {
        RunRecord first = apart.get(0);
        findings.add(
            new Finding(
                Severity.WARNING,
                AuditCheck.SETTINGS,
                apart.stream().map(RunRecord::runId).toList(),
                new SettingIgnored(
                    metric,
                    apart.size(),
                    first.readings().get(metric),
                    records.setting(first, metric).map(Setting::text).orElse(""))));
      }
    }
  }

  private static boolean contradicts(Records records, RunRecord run, String metric) {
    return run.reading(metric).isPresent()
        && records
            .setting(run, metric)
            .filter(setting -> setting.raw() instanceof Number)
            .filter(
                setting ->
                    ((Number) setting.raw()).doubleValue() != run.reading(metric).getAsDouble())
            .isPresent();
  }

  private static void amounts(Contrast contrast, List<Records.Pair> pairs, List<Finding> findings) {
    Set<String> metrics = new TreeSet<>();
    pairs.forEach(pair -> metrics.addAll(pair.level().readings().keySet()));
    for (String metric : metrics) {
      if (AMOUNT.matcher(metric).matches()) {
        List<Records.Pair> apart = pairs.stream().filter(pair -> differ(pair, metric)).toList();
        addApart(contrast, metric, apart, findings);
      }
    }
  }

  private static boolean differ(Records.Pair pair, String metric) {
    return pair.both().stream().allMatch(run -> run.reading(metric).isPresent())
        && !pair.level().readings().get(metric).equals(pair.baseline().readings().get(metric));
  }

  private static void images(Contrast contrast, List<Records.Pair> pairs, List<Finding> findings) {
    List<Records.Pair> known =
        pairs.stream().filter(p -> p.both().stream().allMatch(r -> images(r) > 0)).toList();
    PairedLogs logs =
        PairedLogs.of(
            known.stream().map(p -> Math.log(images(p.level()) / images(p.baseline()))).toList());
    if (logs.isOff(TOLERATED)) {
      findings.add(
          new Finding(
              Severity.WARNING,
              AuditCheck.TRAINING,
              Records.ids(known),
              new UnlikeAmounts(
                  contrast,
                  "images an epoch",
                  images(known.get(0).level()),
                  images(known.get(0).baseline()))));
    }
  }

  private static double images(RunRecord run) {
    return run.reading(Metrics.SECONDS).orElse(0)
        * run.reading(Metrics.IMAGES_PER_SECOND).orElse(0);
  }

  /** Rates that are set alike, in arms whose schedules are too, are alike in force. */
  private static void rates(
      Records records, Contrast contrast, List<Records.Pair> pairs, List<Finding> findings) {
    List<Records.Pair> apart =
        pairs.stream()
            .filter(pair -> differ(pair, RATE))
            .filter(pair -> setAlike(records, pair, Role.LEARNING_RATE))
            .filter(pair -> setAlike(records, pair, Role.EPOCHS))
            .filter(
                pair -> schedule(records, pair.level()).equals(schedule(records, pair.baseline())))
            .toList();
    addApart(contrast, RATE, apart, findings);
  }

  private static List<String> schedule(Records records, RunRecord run) {
    return records.evidence().sweep().settings(run).byName().entrySet().stream()
        .filter(setting -> OF_SCHEDULES.matcher(setting.getKey()).matches())
        .map(setting -> setting.getKey() + "=" + setting.getValue().text())
        .toList();
  }

  private static void addApart(
      Contrast contrast, String metric, List<Records.Pair> apart, List<Finding> findings) {
    if (!apart.isEmpty()) {
      findings.add(
          new Finding(
              Severity.WARNING,
              AuditCheck.TRAINING,
              Records.ids(apart),
              new UnlikeAmounts(
                  contrast,
                  metric,
                  apart.get(0).level().readings().get(metric),
                  apart.get(0).baseline().readings().get(metric))));
    }
  }
}
