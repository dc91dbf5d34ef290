package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a sweep asks, fixed before its first run.
 *
 * @param question the spec's description; may be empty
 * @param seeds the planned seeds, in order
 * @param tuning what is tuned inside every arm before the arms are compared, if anything
 * @param rule by which seeds are added, if they are
 * @param claims what was said beforehand about the size of contrasts
 * @param postHoc what was changed in margins or claims after there were results, in clauses
 * @param search what a search tries; empty for a grid
 * @param stopping what ends runs or the search early, if anything does
 * @param judged whether the spec asked for verdicts ({@code ablation:})
 * @param specFile the file name the spec came from
 * @param specHash SHA-256 of the spec's text
 * @param planHash hash of what would be run: equal hashes, equal plans
 */
public record SweepHeader(
    String sweepId,
    String name,
    String question,
    String program,
    String method,
    Objective objective,
    boolean judged,
    Map<String, Double> margins,
    List<Long> seeds,
    Optional<Tuning> tuning,
    Optional<SeedRule> rule,
    List<Factor> factors,
    List<Contrast> contrasts,
    List<Claim> claims,
    List<String> postHoc,
    Optional<Search> search,
    Optional<Stopping> stopping,
    String specFile,
    String specHash,
    String planHash,
    Instant createdAt) {

  private static final String SIMULATED = "simulated";

  public SweepHeader {
    requireNonNull(sweepId, "sweepId");
    margins = Collections.unmodifiableSortedMap(new TreeMap<>(margins));
    seeds = List.copyOf(seeds);
    tuning = tuning == null ? Optional.empty() : tuning;
    rule = rule == null ? Optional.empty() : rule;
    factors = List.copyOf(factors);
    contrasts = List.copyOf(contrasts);
    claims = claims == null ? List.of() : List.copyOf(claims);
    postHoc = postHoc == null ? List.of() : List.copyOf(postHoc);
    search = search == null ? Optional.empty() : search;
    stopping = stopping == null ? Optional.empty() : stopping;
  }

  /** A sweep that tunes nothing, with seeds fixed beforehand. */
  public SweepHeader(
      String sweepId,
      String name,
      String question,
      String program,
      String method,
      Objective objective,
      boolean judged,
      Map<String, Double> margins,
      List<Long> seeds,
      List<Factor> factors,
      List<Contrast> contrasts,
      String specFile,
      String specHash,
      String planHash,
      Instant createdAt) {
    this(
        sweepId,
        name,
        question,
        program,
        method,
        objective,
        judged,
        margins,
        seeds,
        Optional.empty(),
        Optional.empty(),
        factors,
        contrasts,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        specFile,
        specHash,
        planHash,
        createdAt);
  }

  /** The same, tuned like that. */
  public SweepHeader with(Tuning other) {
    return with(seeds, Optional.of(other), rule);
  }

  /** The same with other seeds, which a rule may have added. */
  public SweepHeader with(List<Long> otherSeeds, Optional<SeedRule> otherRule) {
    return with(otherSeeds, tuning, otherRule);
  }

  private SweepHeader with(
      List<Long> newSeeds, Optional<Tuning> newTuning, Optional<SeedRule> newRule) {
    return with(newSeeds, newTuning, newRule, postHoc, search);
  }

  /** The same, with what was changed after there were results. */
  public SweepHeader changed(List<String> afterResults) {
    return with(seeds, tuning, rule, afterResults, search);
  }

  /** The same, searched like that. */
  public SweepHeader with(Search other) {
    return with(seeds, tuning, rule, postHoc, Optional.of(other));
  }

  private SweepHeader with(
      List<Long> newSeeds,
      Optional<Tuning> newTuning,
      Optional<SeedRule> newRule,
      List<String> newPostHoc,
      Optional<Search> newSearch) {
    return new SweepHeader(
        sweepId,
        name,
        question,
        program,
        method,
        objective,
        judged,
        margins,
        newSeeds,
        newTuning,
        newRule,
        factors,
        contrasts,
        claims,
        newPostHoc,
        newSearch,
        stopping,
        specFile,
        specHash,
        planHash,
        createdAt);
  }

  /** What a search varies; nothing for a grid. */
  public List<Searched> searched() {
    return search.map(Search::parameters).orElse(List.of());
  }

  /**
   * How many runs there will be beside those that are planned, once arms are tuned, or all trials
   * are drawn and a winner is known.
   */
  int toCome(int arms) {
    boolean tuning = this.tuning.filter(t -> !t.isDone()).isPresent();
    return (tuning ? arms * seeds.size() : 0) + search.map(s -> s.toCome(arms)).orElse(0);
  }

  /** Whether more may be planned when all that is planned has ended. */
  public boolean mayGrow() {
    return rule.isPresent() || search.filter(s -> !s.winnerSeeds().isEmpty()).isPresent();
  }

  /**
   * Whether a run that ended so counts as having ended badly. What is tried to choose from is data,
   * however it ends; of a search's trials that holds for those that diverge.
   */
  public boolean isBad(PlannedRun.Phase phase, RunState state) {
    boolean isTrial = isSearch() && phase == PlannedRun.Phase.COMPARISON;
    boolean isData = phase == PlannedRun.Phase.SELECTION || (isTrial && state == RunState.DIVERGED);
    return state.isBad() && !isData;
  }

  /** Whether points were drawn, as against all of a grid: nothing is compared then. */
  public boolean isSearch() {
    return !method.equals("grid");
  }

  /** Whether no net is trained and every reading is made up: whoever shows one must say so. */
  public boolean isSimulated() {
    return program.equals(SIMULATED);
  }
}
