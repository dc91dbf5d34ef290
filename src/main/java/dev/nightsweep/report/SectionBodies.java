package dev.nightsweep.report;

import gg.jte.Content;

/** Sets the bodies of sections, each with its own template. */
@FunctionalInterface
public interface SectionBodies {
  Content of(Section section);
}
