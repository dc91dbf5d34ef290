package dev.nightsweep.wording;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.Optional;

/** How verdicts were reached, in a sentence for a paper. */
public final class MethodsText {
  private MethodsText() {}

  /** Of the objective's contrasts; empty if nothing is compared. */
  public static Optional<String> sentence(SweepAnalysis analysis) {
    SweepHeader header = analysis.sweep().header();
    List<ContrastDetail> details =
        analysis.contrasts().stream()
            .filter(d -> d.objective().metric().equals(header.objective().metric()))
            .toList();
    return details.isEmpty() ? Optional.empty() : Optional.of(sentence(header, details));
  }

  private static String sentence(SweepHeader header, List<ContrastDetail> details) {
    return "Arms were compared in %s over %s by %s, adjusted by Holm's method over %s to a family-wise error rate of 5 %%%s%s; intervals are 95 %% t intervals%s."
        .formatted(
            Names.metric(header.objective().metric()),
            seeds(details),
            test(header),
            Numbers.count(details.size(), "contrast"),
            equivalence(details.get(0)),
            posterior(details.get(0)),
            details.get(0).result().isRepeated() ? " that hold at all looks" : "");
  }

  private static String seeds(List<ContrastDetail> details) {
    int fewest = details.stream().mapToInt(d -> d.result().pairs()).min().orElse(0);
    int most = details.stream().mapToInt(d -> d.result().pairs()).max().orElse(0);
    return fewest == most
        ? Numbers.count(most, "paired seed")
        : "%d to %d paired seeds".formatted(fewest, most);
  }

  private static String test(SweepHeader header) {
    Optional<SeedRule> rule = header.rule();
    if (header.isTracked()) {
      return "two-sided paired t tests over the seeds that were found";
    }
    if (rule.isEmpty()) {
      return "two-sided paired t tests at a number of seeds that was fixed beforehand";
    }
    SeedRule kept = rule.get();
    if (kept.anytime()) {
      return "paired tests that hold at any look (t e-processes)";
    }
    return "two-sided paired t tests repeated after every seed from %d to at most %d, at a constant nominal level that allows for all looks%s"
        .formatted(
            kept.first(),
            kept.cap(),
            kept.late()
                ? " (a rule made after a first look, so that its error rate is not controlled)"
                : "");
  }

  private static String equivalence(ContrastDetail detail) {
    return detail.margin().isEmpty()
        ? ""
        : ", and, where no difference was found, by two one-sided tests (Schuirmann 1987) for equivalence within %s"
            .formatted(ContrastText.margin(detail));
  }

  private static String posterior(ContrastDetail detail) {
    return detail.margin().isEmpty()
        ? ""
        : "; P(worse), P(equivalent) and P(better) are posterior probabilities of the Bayesian correlated t test with correlation 0 and that margin as region of practical equivalence (Benavoli et al. 2017)";
  }
}
