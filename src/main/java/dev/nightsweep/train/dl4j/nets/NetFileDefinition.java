package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.NetDefinition;
import dev.nightsweep.train.net.NetFile;
import dev.nightsweep.train.net.PlannedNet;
import java.util.List;
import java.util.Set;

/**
 * A net file as the training loop wants it.
 *
 * @param revision raised by hand whenever the same settings and seed train to other parameters
 */
public record NetFileDefinition(NetFileCatalog declared, int revision) implements NetDefinition {

  @Override
  public Catalog catalog() {
    return declared;
  }

  @Override
  public DataShape input() {
    return file().input().shape();
  }

  @Override
  public PlannedNet plan(Settings settings, DataShape data) {
    return file().plan(settings, data);
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
