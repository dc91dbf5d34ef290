package dev.nightsweep.analysis;

import dev.nightsweep.analysis.audit.Assumptions;
import dev.nightsweep.analysis.audit.Audit;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.Recorded;
import dev.nightsweep.analysis.audit.Records;
import dev.nightsweep.analysis.contrast.ArmChoice;
import dev.nightsweep.analysis.contrast.ClaimResult;
import dev.nightsweep.analysis.contrast.Claims;
import dev.nightsweep.analysis.contrast.ContrastCost;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.Crossings;
import dev.nightsweep.analysis.contrast.ErrorRatio;
import dev.nightsweep.analysis.contrast.FixedSettings;
import dev.nightsweep.analysis.contrast.ImageContrast;
import dev.nightsweep.analysis.contrast.Interaction;
import dev.nightsweep.analysis.contrast.Interactions;
import dev.nightsweep.analysis.contrast.JudgedRuns;
import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.analysis.contrast.Looks;
import dev.nightsweep.analysis.contrast.Robustness;
import dev.nightsweep.analysis.contrast.SimpleEffect;
import dev.nightsweep.analysis.contrast.SimpleEffects;
import dev.nightsweep.analysis.contrast.StoredLook;
import dev.nightsweep.analysis.contrast.StoredOutcomes;
import dev.nightsweep.analysis.contrast.Symmetry;
import dev.nightsweep.analysis.contrast.TestedNets;
import dev.nightsweep.analysis.contrast.TunedContrast;
import dev.nightsweep.analysis.contrast.VarianceShare;
import dev.nightsweep.analysis.contrast.Verdicts;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.analysis.importance.SearchResult;
import dev.nightsweep.analysis.sequential.StopRules;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.TriedOdds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that one sweep's runs say: its verdicts, and what explains them or speaks against them. Each
 * part is computed when it is first asked for and never again, so that console, page and exports
 * show the same numbers. Safe for use by several threads.
 */
public final class SweepAnalysis {
  /**
   * The version of the rules that verdicts are computed and said by; every look is journaled with
   * it, and held against what the readings give by the same rules. To be raised with every released
   * change that gives the same readings another number, verdict or sentence.
   */
  public static final int RULES = 1;

  private final Evidence evidence;
  private final Once<JudgedRuns> judged;
  private final Once<List<ContrastResult>> shown;
  private final Once<Boolean> locked;
  private final Once<List<LookDifference>> contradicted;
  private final Once<List<ContrastDetail>> contrasts;
  private final Once<List<Interaction>> interactions;
  private final Once<List<SimpleEffect>> simpleEffects;
  private final Once<List<VarianceShare>> varianceShares;
  private final Once<List<ClaimResult>> claims;
  private final Once<List<ContrastCost>> costs;
  private final Once<List<ImageContrast>> images;
  private final Once<List<FixedSettings.Fixed>> fixedSettings;
  private final Once<List<ArmChoice>> armChoices;
  private final Once<List<TunedContrast>> tunedContrasts;
  private final Once<List<Robustness>> robustness;
  private final Once<List<ErrorRatio>> errorRatios;
  private final Once<List<Finding>> findings;
  private final Once<SearchResult> search;
  private final Once<TimeTradeOff> tradeOff;

  public SweepAnalysis(SweepObservations observed) {
    this.evidence = observed.evidence();
    this.judged = new Once<>(() -> new JudgedRuns(evidence, StopRules.of(sweep().header())));
    this.shown = new Once<>(observed::shown);
    this.locked = new Once<>(observed::isLocked);
    this.contradicted = new Once<>(observed::contradicted);
    this.contrasts =
        new Once<>(
            () -> Crossings.told(Verdicts.details(judged(), sweep().looks() + 1), simpleEffects()));
    this.interactions = new Once<>(() -> Interactions.of(judged()));
    this.simpleEffects = new Once<>(() -> SimpleEffects.of(judged(), interactions(), 1));
    this.varianceShares = new Once<>(() -> VarianceShare.of(judged()));
    this.claims = new Once<>(() -> Claims.judge(judged(), sweep().header().claims()));
    this.costs = new Once<>(() -> costs(observed.models()));
    this.images = new Once<>(() -> comparesNothing() ? List.of() : TestedNets.compare(judged()));
    this.fixedSettings = new Once<>(() -> FixedSettings.of(evidence));
    this.armChoices = new Once<>(() -> TunedContrast.choices(judged()));
    this.tunedContrasts = new Once<>(() -> TunedContrast.of(judged(), contrasts()));
    this.robustness = new Once<>(() -> Robustness.of(judged(), contrasts()));
    this.errorRatios = new Once<>(() -> ErrorRatio.of(judged()));
    this.findings = new Once<>(() -> audited(observed));
    this.search = new Once<>(() -> SearchResult.of(sweep(), evidence.metrics(), trials()));
    this.tradeOff = new Once<>(() -> TimeTradeOff.of(evidence, wallTimes()));
  }

  public Evidence evidence() {
    return evidence;
  }

  /** The ids of the runs that went through and never learned, as far as that is known. */
  public Set<String> neverLearned() {
    return judged().neverLearned();
  }

  /** The sweep as it was when its runs were read. */
  public SweepRecord sweep() {
    return evidence.sweep();
  }

  /** The metric that reads on the test set what the sweep is judged by, if there is one. */
  public Optional<String> testTwin() {
    return evidence.testTwin(sweep().header().objective().metric());
  }

  /** Contrast by contrast: on the objective, on its test twin, on time. */
  public List<ContrastDetail> contrasts() {
    return contrasts.get();
  }

  /** The rows of the sweep's next look. */
  public List<ContrastResult> nextLook() {
    return contrasts().stream().map(ContrastDetail::result).toList();
  }

  /** What of a look the readings do not give, if it was taken at them. */
  public List<LookDifference> contradictions(Entry.LookTaken taken) {
    boolean current = isByTheseRules(taken);
    List<LookDifference> differences =
        new ArrayList<>(
            new StoredLook(judged(), taken.results(), current).differences(contrasts()));
    if (current) {
      differences.addAll(new StoredOutcomes(judged(), taken).differences(odds()));
    }
    return differences;
  }

  /** What the journaled looks tell and the readings that they were taken at do not give. */
  public List<LookDifference> contradicted() {
    return contradicted.get();
  }

  /**
   * What the rules of today judge otherwise than the last look is stored, if that was at all that
   * there is; what contradicts its own readings is not among it.
   */
  public List<LookDifference> rejudged() {
    if (!sweep().isLookedThrough()) {
      return List.of();
    }
    List<ContrastResult> last =
        shown.get().stream().filter(row -> row.look() == sweep().looks()).toList();
    List<LookDifference> differences =
        last.isEmpty() ? List.of() : StoredLook.ofKnown(last, nextLook());
    return differences.stream()
        .filter(difference -> contradicted().stream().noneMatch(difference::isOfTheSame))
        .toList();
  }

  /** Whether a look was judged by the rules of this version. */
  public static boolean isByTheseRules(Entry.LookTaken taken) {
    return taken.rules().filter(rules -> rules == RULES).isPresent();
  }

  /** Of the factors of a full grid; empty for other sweeps. */
  public List<Interaction> interactions() {
    return interactions.get();
  }

  /** Where interactions matter: effects at each level of the other factor, on every metric. */
  public List<SimpleEffect> simpleEffects() {
    return simpleEffects.get();
  }

  public List<VarianceShare> varianceShares() {
    return varianceShares.get();
  }

  /** The claims of the spec, in its order. */
  public List<ClaimResult> claims() {
    return claims.get();
  }

  /** What the contrasts cost beside time. */
  public List<ContrastCost> costs() {
    return costs.get();
  }

  /** The contrasts on single test images, as far as the runs kept what they predicted. */
  public List<ImageContrast> images() {
    return images.get();
  }

  /** What each nuisance setting alone would have claimed, of a sweep that tunes its arms. */
  public List<FixedSettings.Fixed> fixedSettings() {
    return fixedSettings.get();
  }

  /** How sure the choice of every arm is, of a sweep that tunes its arms on several seeds. */
  public List<ArmChoice> armChoices() {
    return armChoices.get();
  }

  /** The same, as journals and exports have it. */
  public List<TriedOdds> odds() {
    return armChoices().stream().flatMap(arm -> arm.odds().stream()).toList();
  }

  /** The contrasts of such a sweep on its objective, with the choices as a source of variance. */
  public List<TunedContrast> tunedContrasts() {
    return tunedContrasts.get();
  }

  /** How far verdicts depend on single seeds, on the objective and then on its test twin. */
  public List<Robustness> robustness() {
    return robustness.get();
  }

  /** The contrasts on the objective and its test twin as ratios of error rates, where these are. */
  public List<ErrorRatio> errorRatios() {
    return errorRatios.get();
  }

  /** What would make the verdicts wrong or misleading, the gravest first. */
  public List<Finding> findings() {
    return findings.get();
  }

  /** What a search found; of other sweeps it has no trials. */
  public SearchResult search() {
    return search.get();
  }

  /** How arms trade training time for the objective. */
  public TimeTradeOff tradeOff() {
    return tradeOff.get();
  }

  public TrainingTimes wallTimes() {
    return judged().wallTimes();
  }

  public TrainingTimes cpuTimes() {
    return judged().cpuTimes();
  }

  /** Whether planned comparison runs are still to come. */
  public boolean hasRunsToCome() {
    return evidence.hasRunsToCome();
  }

  /**
   * Whether seeds were added after a verdict was shown, with no rule that allows for it, in a sweep
   * from before analyses were locked.
   */
  public boolean isExtendedAfterLook() {
    return !locked.get() && Looks.areUncontrolled(sweep().header(), contrasts(), shown.get());
  }

  /** The run with the best reading of the objective, if any has one. */
  public Optional<RunRecord> best() {
    Objective objective = sweep().header().objective();
    return evidence.runs().stream()
        .filter(run -> run.reading(objective.metric()).isPresent())
        .max(
            Comparator.comparingDouble(
                run -> objective.gain(run.reading(objective.metric()).getAsDouble())));
  }

  /** Of the runs that arms are compared by, those that failed, crashed, timed out or diverged. */
  public int badRuns() {
    SweepHeader header = sweep().header();
    return Math.toIntExact(
        evidence.comparisonRuns().stream()
            .filter(run -> header.isBad(run.phase(), run.state()))
            .count());
  }

  private JudgedRuns judged() {
    return judged.get();
  }

  private boolean comparesNothing() {
    return sweep().header().contrasts().isEmpty();
  }

  private List<ContrastCost> costs(Map<String, ModelCard> models) {
    return ContrastCost.of(judged(), runId -> Optional.ofNullable(models.get(runId)));
  }

  private List<Finding> audited(SweepObservations observed) {
    Records records =
        new Records(
            judged(),
            contrasts(),
            tunedContrasts(),
            new Recorded(
                observed.roles(),
                observed.hostLoad(),
                observed.testEvaluations(),
                observed.objectiveCurves()),
            new Records.Looked(shown.get(), locked.get(), observed.repeated(), contradicted()));
    return comparesNothing()
        ? Audit.ofProgram(records)
        : Audit.of(records, new Assumptions(Symmetry.of(judged()), robustness(), images()));
  }

  private List<RunRecord> trials() {
    return sweep().header().isSearch() ? evidence.runs() : List.of();
  }
}
