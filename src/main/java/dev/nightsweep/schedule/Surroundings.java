package dev.nightsweep.schedule;

import dev.nightsweep.model.Environment;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.Settings;
import java.util.function.Function;

/**
 * Where runs train and what they read there, as the parent knows it.
 *
 * @param host what is stored with every run about the machine and the code
 * @param files what a run with some settings reads
 */
public record Surroundings(Environment host, Function<Settings, FileHashes> files) {

  /** Where runs read nothing that is known. */
  public static Surroundings of(Environment host) {
    return new Surroundings(host, settings -> FileHashes.NONE);
  }
}
