package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.net.PlannedNet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A net that the training loop can train: which settings it has, and which layers they make of it.
 * Pure arithmetic that loads no library, so that the parent process can ask it too.
 */
public interface NetDefinition {

  /**
   * Its parameters, their defaults, which settings do not go together, and its metrics. Among the
   * parameters are all of {@link TrainingParameters}.
   */
  Catalog catalog();

  /** The images and classes that it is made for. */
  DataShape input();

  /**
   * What decides a result beside what is the same for all nets, by name; nothing if the program's
   * name and settings say all of the net.
   *
   * @param settings resolved
   * @throws dev.nightsweep.model.UserErrorException if the layers do not fit the data
   */
  default SortedMap<String, String> identityInputs(Settings settings, DataShape data) {
    return new TreeMap<>();
  }

  /** Raised by hand whenever the same settings and seed train to other parameters than before. */
  int revision();

  /** The last commit of each earlier revision that is known, by its number. */
  default Map<String, String> lastCommits() {
    return Map.of();
  }

  /**
   * The net's layers.
   *
   * @param settings resolved, and without conflicts
   * @param data what the net is to learn from
   */
  PlannedNet plan(Settings settings, DataShape data);

  /**
   * Where the net and its training depart from the net it is named after, in sentences.
   *
   * @param settings resolved
   */
  List<String> differences(Settings settings);

  /** Parameters of its own that change what is computed, and not how long it takes. */
  Set<String> parametersWithoutCost();

  /** The program's name in a spec. */
  default String name() {
    return catalog().program();
  }
}
