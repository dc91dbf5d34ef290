package dev.nightsweep.spec;

import dev.nightsweep.model.Setting;
import java.util.Optional;

/** Reads one level of a named parameter, or notes what is wrong with it. */
@FunctionalInterface
interface LevelReader {
  Optional<Setting> read(String name, Tree tree);
}
