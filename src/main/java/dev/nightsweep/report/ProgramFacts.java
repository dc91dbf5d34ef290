package dev.nightsweep.report;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Settings;
import java.util.Optional;

/**
 * What is known of a program that runs were of.
 *
 * @param defaults every parameter at its default, if the program is known to have any
 * @param reference what its nets are named after and depart from; may be empty
 */
public record ProgramFacts(Optional<Settings> defaults, DeclaredMetrics metrics, String reference) {
  /** A program of which nothing is known. */
  public static final ProgramFacts UNKNOWN =
      new ProgramFacts(Optional.empty(), DeclaredMetrics.NONE, "");

  public static ProgramFacts of(Catalog catalog) {
    Optional<Settings> defaults =
        Optional.of(catalog).filter(known -> !known.isOpen()).map(of -> of.resolve(Settings.NONE));
    return new ProgramFacts(defaults, catalog.metrics(), catalog.reference());
  }
}
