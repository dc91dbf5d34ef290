package dev.nightsweep.train.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that a program may load: of its Git tree those that are tracked, and source files
 * beside them that are not yet; outside of one the source files of its folder; and what its command
 * line and the spec name.
 *
 * @param byName from where the program looks for its files: others of its Git tree begin with
 *     {@code ../}
 * @param code the names of those that no run writes and every run may load: a configuration counts
 *     where it is tracked or named, since elsewhere programs write such files themselves
 * @param notCovered what the limits left out; empty if nothing
 */
record SourceFiles(Map<String, Path> byName, Set<String> code, Optional<String> notCovered) {
  static final int MAX_FILES = 2000;
  static final long MAX_BYTES = 64L << 20;
  static final long MAX_BYTES_OF_FILE = 4L << 20;
}
