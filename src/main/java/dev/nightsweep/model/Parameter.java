package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a spec may set: name, accepted settings, default and help.
 *
 * @param defaultText the default as people read it, such as {@code 0.01} or {@code the preset's}
 * @param since the catalog revision that introduced it; at its default, a parameter newer than 1 is
 *     left out of a run's identity, so that older runs keep theirs
 */
public record Parameter(String name, Domain domain, String defaultText, String help, int since) {
  public Parameter {
    requireNonNull(name, "name");
    requireNonNull(domain, "domain");
    requireNonNull(defaultText, "defaultText");
    requireNonNull(help, "help");
  }
}
