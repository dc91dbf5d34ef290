package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.NetDefinition;
import dev.nightsweep.train.net.NetFile;
import dev.nightsweep.train.net.PlannedNet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** A net file as the training loop wants it. */
public final class NetFileDefinition implements NetDefinition {
  /**
   * Raised by hand whenever the same settings and seed would train to other parameters than before;
   * the last commit before goes into the list below.
   */
  public static final int TRAINER_REVISION = 4;

  private static final Map<String, String> LAST_COMMITS = Map.of("3", "4d3f47f5ebbd");

  private final NetFileCatalog declared;

  private NetFileDefinition(NetFileCatalog declared) {
    this.declared = declared;
  }

  public static NetFileDefinition of(NetFileCatalog declared) {
    return new NetFileDefinition(declared);
  }

  @Override
  public Catalog catalog() {
    return declared;
  }

  @Override
  public DataShape input() {
    return file().input().shape();
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
    return file().plan(settings, data);
  }

  @Override
  public SortedMap<String, String> identityInputs(Settings settings, DataShape data) {
    return declared.identityInputs(settings, data);
  }

  @Override
  public List<String> differences(Settings settings) {
    return file().differences(settings);
  }

  @Override
  public Set<String> parametersWithoutCost() {
    return file().withoutCost();
  }

  private NetFile file() {
    return declared.file();
  }
}
