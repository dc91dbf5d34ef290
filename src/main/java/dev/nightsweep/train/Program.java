package dev.nightsweep.train;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Settings;
import java.util.SortedMap;

/** A kind of training as the parent process sees it: cheap, and without any native library. */
public interface Program {

  Catalog catalog();

  /**
   * Everything beside settings and seed that decides a run's result, by name: data-set hash, OpenMP
   * threads, native classifier, library version, trainer revision. It is hashed into the run's
   * identity.
   *
   * @param settings resolved
   * @throws UnusableDataException if the data that the settings name is missing or damaged
   */
  SortedMap<String, String> basis(Settings settings);

  /**
   * About how much memory a worker takes that trains a run with these settings, in bytes: heap,
   * arrays outside it and the libraries; meant to be rather too much than too little.
   *
   * @param settings resolved
   */
  long memoryBytes(Settings settings);
}
