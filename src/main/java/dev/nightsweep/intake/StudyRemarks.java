package dev.nightsweep.intake;

import dev.nightsweep.intake.IntakePreview.ArmSeeds;
import dev.nightsweep.model.Setting;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is to be known of runs that are taken in, and would else go unsaid. */
record StudyRemarks(TrackedStudy study, List<ArmSeeds> arms) {
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(judging());
    study
        .seed()
        .map(
            seed ->
                "Paired by seed number (%s): nothing shows that runs of one seed shared their data."
                    .formatted(Refusal.shown(seed.name())))
        .filter(text -> isCompared())
        .ifPresent(sentences::add);
    if (study.form() == TrackedStudy.Form.SEARCH) {
      sentences.add(search());
    }
    sentences.addAll(ofParameters());
    names().ifPresent(sentences::add);
    missingSeeds().ifPresent(sentences::add);
    unlikeLengths().ifPresent(sentences::add);
    sentences.addAll(unknown());
    return sentences;
  }

  private boolean isCompared() {
    return study.form() == TrackedStudy.Form.COMPARISON;
  }

  private String judging() {
    String what =
        isCompared()
            ? "The metric, its goal, the baseline and any margins were"
            : "The metric and its goal were";
    return what + " chosen at the import, when the results were there.";
  }

  private String search() {
    return study.seed().isEmpty()
        ? "No seed was found, so there is no verdict; the number shown as a run's seed counts the runs of its arm."
        : "Every arm has one run, so there is no verdict: it is shown as a search. If that is because of a parameter that is no setting, leave it out with --ignore.";
  }

  /** What is a name of each run, and no axis of a search. */
  private Optional<String> names() {
    Set<String> left = new TreeSet<>();
    if (study.form() == TrackedStudy.Form.SEARCH) {
      left.addAll(study.parameters().byName().keySet());
      TrialAxes.of(study.arms().keySet()).forEach(axis -> left.remove(axis.name()));
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "No axis of the search, since nearly every run has a text of its own there: %s."
                .formatted(Refusal.list(left)));
  }

  private List<String> ofParameters() {
    List<String> sentences = new ArrayList<>();
    study
        .parameters()
        .byName()
        .forEach(
            (name, counts) -> {
              int unset = counts.getOrDefault(Optional.<Setting>empty(), 0);
              if (unset > 0) {
                sentences.add(
                    "%s is not set in %s, which may be a default: that counts as a setting of its own."
                        .formatted(Refusal.shown(name), Numbers.count(unset, "run", "runs")));
              }
              nearlyConstant(name, counts.values().stream().mapToInt(count -> count).sum())
                  .ifPresent(sentences::add);
            });
    return sentences;
  }

  private Optional<String> nearlyConstant(String name, int runs) {
    return study
        .parameters()
        .mostOf(name)
        .filter(most -> isCompared())
        .map(
            most ->
                "%s is %s in %,d of %,d runs: if it was meant to be the same in all, --where takes those only."
                    .formatted(
                        Refusal.shown(name),
                        Refusal.shown(most.getKey().map(Setting::text).orElse("not set")),
                        most.getValue(),
                        runs));
  }

  private Optional<String> missingSeeds() {
    List<ArmSeeds> lacking = arms.stream().filter(arm -> !arm.missing().isEmpty()).toList();
    return !isCompared() || lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Seeds that other arms have are missing in %s: they give no pair, and why they are missing is not known."
                .formatted(
                    Refusal.list(lacking.stream().map(a -> a.arm() + " " + a.missing()).toList())));
  }

  private Optional<String> unlikeLengths() {
    String metric = study.objective().metric();
    IntSummaryStatistics epochs =
        study.runs().stream()
            .filter(run -> run.fate(metric) == RunFate.FINISHED)
            .mapToInt(run -> MetricEpochs.steps(run.run().metrics(), metric).size())
            .summaryStatistics();
    if (epochs.getMax() > MetricEpochs.MAX_EPOCHS) {
      return Optional.of(
          "%s was logged at up to %,d steps: they are grouped into %,d epochs, of each the last value."
              .formatted(Refusal.shown(metric), epochs.getMax(), MetricEpochs.MAX_EPOCHS));
    }
    return epochs.getCount() > 0 && epochs.getMin() < epochs.getMax()
        ? Optional.of(
            "%s was logged at %,d steps in one run and at %,d in another: each counts by its last."
                .formatted(Refusal.shown(metric), epochs.getMin(), epochs.getMax()))
        : Optional.empty();
  }

  private List<String> unknown() {
    List<String> sentences = new ArrayList<>();
    long open = study.runs().stream().filter(run -> !run.run().isFateKnown()).count();
    if (open > 0) {
      sentences.add(
          "What has become of %s is not told: each counts as finished."
              .formatted(Numbers.count(open, "run", "runs")));
    }
    long timeless = study.runs().stream().filter(run -> run.run().began().isEmpty()).count();
    if (timeless > 0) {
      sentences.add(
          "When %s trained is not known: the time of the import stands for it."
              .formatted(Numbers.count(timeless, "run was", "runs were")));
    }
    return sentences;
  }
}
