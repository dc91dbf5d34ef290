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
 * @param asked the question, and by what it will be answered
 * @param design which runs there are to answer it
 * @param stopping what ends runs or the search early, if anything does
 * @param origin where it comes from
 */
public record SweepHeader(
    String sweepId,
    String name,
    ProgramRef program,
    Question asked,
    Design design,
    Optional<Stopping> stopping,
    Origin origin,
    Instant createdAt) {

  public SweepHeader {
    requireNonNull(sweepId, "sweepId");
  }

  /**
   * What is asked, and by what it is answered.
   *
   * @param description the spec's; may be empty
   * @param judged whether the spec asked for verdicts ({@code ablation:})
   * @param margins of equivalence, by metric
   * @param claims what was said beforehand about the size of contrasts
   * @param postHoc what was changed in the analysis after there were results, in clauses
   * @param stuck what the spec says that a run reads which has learned nothing
   * @param judgedBefore what was compared before such a change, and is not any more
   */
  public record Question(
      String description,
      Objective objective,
      boolean judged,
      Map<String, Double> margins,
      List<Claim> claims,
      List<String> postHoc,
      Optional<ChanceLevel> stuck,
      List<JudgedContrast> judgedBefore) {
    public Question {
      margins = Collections.unmodifiableSortedMap(new TreeMap<>(margins));
      claims = List.copyOf(claims);
      postHoc = List.copyOf(postHoc);
      judgedBefore = List.copyOf(judgedBefore);
    }
  }

  /**
   * Where a sweep comes from.
   *
   * @param specFile the file name the spec came from
   * @param specHash SHA-256 of the spec's text
   * @param planHash hash of what would be run: equal hashes, equal plans
   * @param code the program's, if it is somebody's own; empty in journals of earlier versions
   * @param place where the spec lies, if it has no name: it tells the sweep from those of other
   *     files of the same name
   */
  public record Origin(
      String specFile,
      String specHash,
      String planHash,
      Optional<ProgramCode> code,
      Optional<String> place) {
    public Origin(String specFile, String specHash, String planHash) {
      this(specFile, specHash, planHash, Optional.empty(), Optional.empty());
    }
  }

  public String question() {
    return asked.description();
  }

  public Objective objective() {
    return asked.objective();
  }

  /** Whether the spec asked for verdicts. */
  public boolean judged() {
    return asked.judged();
  }

  /** Equivalence margins by metric. */
  public Map<String, Double> margins() {
    return asked.margins();
  }

  public List<Claim> claims() {
    return asked.claims();
  }

  public List<String> postHoc() {
    return asked.postHoc();
  }

  /** What the spec says that a run reads which has learned nothing, if it says so. */
  public Optional<ChanceLevel> stuck() {
    return asked.stuck();
  }

  /** Whether there are verdicts on it that something was changed for after there were results. */
  public boolean isPostHoc() {
    return judged() && !postHoc().isEmpty();
  }

  /**
   * What was compared before the analysis was changed, and is not any more: it counts in the
   * families of tests still.
   */
  public List<JudgedContrast> judgedBefore() {
    return asked.judgedBefore();
  }

  public SearchMethod method() {
    return design.method();
  }

  /** The planned seeds, in order. */
  public List<Long> seeds() {
    return design.seeds();
  }

  /** What is tuned inside every arm before the arms are compared, if anything. */
  public Optional<Tuning> tuning() {
    return design instanceof Design.TunedDesign tuned
        ? Optional.of(tuned.tuning())
        : Optional.empty();
  }

  /** What a search tries; empty for a grid. */
  public Optional<Search> search() {
    return design instanceof Design.SearchDesign drawn
        ? Optional.of(drawn.search())
        : Optional.empty();
  }

  /** By which rule seeds are added, if they are. */
  public Optional<SeedRule> rule() {
    return design.grid().flatMap(Design.GridDesign::rule);
  }

  /** The factors of a grid; none of a search or of named arms. */
  public List<Factor> factors() {
    return design.grid().map(Design.GridDesign::factors).orElse(List.of());
  }

  /** What is compared; nothing of a search. */
  public List<Contrast> contrasts() {
    return design.grid().map(Design.GridDesign::contrasts).orElse(List.of());
  }

  public String specFile() {
    return origin.specFile();
  }

  public String specHash() {
    return origin.specHash();
  }

  public String planHash() {
    return origin.planHash();
  }

  /** The code that its runs were to be trained by, if that is known. */
  public Optional<ProgramCode> code() {
    return origin.code();
  }

  /** Where its spec lies, if that tells it from other sweeps. */
  public Optional<String> place() {
    return origin.place();
  }

  /** The same of a program with that code, from a spec at that place. */
  public SweepHeader from(Optional<ProgramCode> code, Optional<String> place) {
    Origin other = new Origin(specFile(), specHash(), planHash(), code, place);
    return new SweepHeader(sweepId, name, program, asked, design, stopping, other, createdAt);
  }

  /** The same, tuned like that. */
  public SweepHeader with(Tuning other) {
    return with(asked, new Design.TunedDesign(design.grid().orElseThrow(), other));
  }

  /** The same grid with other seeds, which a rule may have added. */
  public SweepHeader with(List<Long> seeds, Optional<SeedRule> rule) {
    return with(asked, design.with(seeds, rule));
  }

  /** The same, with what was changed after there were results, and compared before. */
  public SweepHeader changed(List<String> afterResults, List<JudgedContrast> before) {
    return with(
        new Question(
            asked.description(),
            asked.objective(),
            asked.judged(),
            asked.margins(),
            asked.claims(),
            afterResults,
            asked.stuck(),
            before),
        design);
  }

  /** The same, searched like that. */
  public SweepHeader with(Search other) {
    return with(asked, new Design.SearchDesign(design.method(), design.seeds(), other));
  }

  private SweepHeader with(Question newAsked, Design newDesign) {
    return new SweepHeader(
        sweepId, name, program, newAsked, newDesign, stopping, origin, createdAt);
  }

  /** What a search varies; nothing for a grid. */
  public List<Searched> searched() {
    return search().map(Search::parameters).orElse(List.of());
  }

  /**
   * How many runs there will be beside those that are planned, once arms are tuned, or all trials
   * are drawn and a winner is known.
   */
  int toCome(int arms) {
    boolean isTuning = tuning().filter(t -> !t.isDone()).isPresent();
    return (isTuning ? arms * seeds().size() : 0) + search().map(s -> s.toCome(arms)).orElse(0);
  }

  /** Whether more may be planned when all that is planned has ended. */
  public boolean mayGrow() {
    return rule().isPresent() || search().filter(s -> !s.winnerSeeds().isEmpty()).isPresent();
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
    return method().isSearch();
  }

  /** Whether no net is trained and every reading is made up: whoever shows one must say so. */
  public boolean isSimulated() {
    return program.equals(BuiltInProgram.SIMULATED.ref());
  }

  /** Whether its runs were trained elsewhere and taken from a tracker: none can be trained here. */
  public boolean isTracked() {
    return program instanceof ProgramRef.Tracked;
  }

  /**
   * Where the runs of a sweep come from that were trained elsewhere.
   *
   * @param tracker what kept them
   * @param file the name of the file or folder that they were read from
   * @param at when they were taken over
   */
  public record TakenFrom(String tracker, String file, Instant at) {}

  /** The tracker that its runs were taken from; empty if they were trained here. */
  public Optional<TakenFrom> takenFrom() {
    return program instanceof ProgramRef.Tracked tracked
        ? Optional.of(new TakenFrom(tracked.tracker(), specFile(), createdAt))
        : Optional.empty();
  }
}
