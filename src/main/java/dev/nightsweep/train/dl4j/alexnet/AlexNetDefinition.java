package dev.nightsweep.train.dl4j.alexnet;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.NetDefinition;
import dev.nightsweep.train.net.PlannedNet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** AlexNet for 28×28 grey images in ten classes. */
public final class AlexNetDefinition implements NetDefinition {
  /**
   * Raised by hand whenever the same settings and seed would train to other parameters than before;
   * the last commit before goes into the list below.
   */
  public static final int TRAINER_REVISION = 4;

  private static final Map<String, String> LAST_COMMITS = Map.of("3", "4d3f47f5ebbd");

  private static final Set<String> WITHOUT_COST =
      Set.of("preset", "init", "lrn.k", "lrn.alpha", "lrn.beta");

  private final AlexNetCatalog catalog = new AlexNetCatalog();

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public DataShape input() {
    return AlexNetCatalog.INPUT;
  }

  @Override
  public int revision() {
    return TRAINER_REVISION;
  }

  @Override
  public Map<String, String> lastCommits() {
    return LAST_COMMITS;
  }

  @Override
  public PlannedNet plan(Settings settings, DataShape data) {
    return AlexNetPlan.of(settings, data);
  }

  @Override
  public List<String> differences(Settings settings) {
    return PaperDifferences.of(settings);
  }

  @Override
  public Set<String> parametersWithoutCost() {
    return WITHOUT_COST;
  }
}
