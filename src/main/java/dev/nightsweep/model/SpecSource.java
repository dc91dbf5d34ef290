package dev.nightsweep.model;

import java.util.Optional;

/**
 * The file a spec came from.
 *
 * @param fileName without folders
 * @param text unchanged
 * @param sweep the stored sweep whose spec it is, if it was read from there
 * @param imported whether it came with an imported sweep, so that anybody may have written it
 * @param place the file's whole path, if it gives the sweep no name
 */
public record SpecSource(
    String fileName,
    String text,
    Optional<String> sweep,
    boolean imported,
    Optional<String> place) {
  public SpecSource(String fileName, String text) {
    this(fileName, text, Optional.empty(), false, Optional.empty());
  }

  /** The same of a file that gives its sweep no name, and lies there. */
  public SpecSource at(Optional<String> path) {
    return new SpecSource(fileName, text, sweep, imported, path);
  }
}
