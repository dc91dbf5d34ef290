package dev.nightsweep.analysis;

import dev.nightsweep.analysis.audit.Assumptions;
import dev.nightsweep.analysis.audit.Audit;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.Recorded;
import dev.nightsweep.analysis.audit.Records;
import dev.nightsweep.analysis.contrast.ClaimResult;
import dev.nightsweep.analysis.contrast.Claims;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.Interaction;
import dev.nightsweep.analysis.contrast.Interactions;
import dev.nightsweep.analysis.contrast.JudgedRuns;
import dev.nightsweep.analysis.contrast.Robustness;
import dev.nightsweep.analysis.contrast.SimpleEffect;
import dev.nightsweep.analysis.contrast.SimpleEffects;
import dev.nightsweep.analysis.contrast.Symmetry;
import dev.nightsweep.analysis.contrast.TunedContrast;
import dev.nightsweep.analysis.contrast.Verdicts;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.sequential.StopRules;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.ContrastResult;
import java.util.List;

/** Evidence that is judged by its sweep's own rule. */
public final class Judged {
  private Judged() {}

  public static JudgedRuns runs(Evidence evidence) {
    return new JudgedRuns(evidence, StopRules.of(evidence.sweep().header()));
  }

  public static List<ContrastDetail> details(Evidence evidence, int look) {
    return Verdicts.details(runs(evidence), look);
  }

  public static List<ContrastResult> rows(Evidence evidence, int look) {
    return details(evidence, look).stream().map(ContrastDetail::result).toList();
  }

  public static List<ClaimResult> claims(Evidence evidence) {
    return claims(evidence, evidence.sweep().header().claims());
  }

  public static List<ClaimResult> claims(Evidence evidence, List<Claim> claims) {
    return Claims.judge(runs(evidence), claims);
  }

  public static List<Interaction> interactions(Evidence evidence) {
    return Interactions.of(runs(evidence));
  }

  public static List<SimpleEffect> effects(Evidence evidence, List<Interaction> interactions) {
    return SimpleEffects.of(runs(evidence), interactions, 1);
  }

  /** What an audit looks at. */
  public static Records records(Evidence evidence, Recorded recorded, Records.Looked looked) {
    JudgedRuns runs = runs(evidence);
    List<ContrastDetail> details = Verdicts.details(runs, 1);
    return new Records(runs, details, TunedContrast.of(runs, details), recorded, looked);
  }

  /** What it finds in a sweep of whose test images nothing is known. */
  public static List<Finding> findings(Records records) {
    return Audit.of(records, assumptions(records.judged(), records.details()));
  }

  public static Assumptions assumptions(Evidence evidence) {
    JudgedRuns runs = runs(evidence);
    return assumptions(runs, Verdicts.details(runs, 1));
  }

  private static Assumptions assumptions(JudgedRuns runs, List<ContrastDetail> details) {
    return new Assumptions(Symmetry.of(runs), Robustness.of(runs, details), List.of());
  }
}
