package dev.nightsweep.model;

import java.util.List;

/** A scientific parameter with more than one level, and the level the others are compared with. */
public record Factor(String name, List<Setting> levels, Setting baseline) {
  public Factor {
    levels = List.copyOf(levels);
  }
}
