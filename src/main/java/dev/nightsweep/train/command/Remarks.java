package dev.nightsweep.train.command;

import dev.nightsweep.train.Watcher;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is doubtful in the reports of a program: each thing is told once, lines not taken in sum.
 */
final class Remarks {
  /** So much of a line is quoted. */
  private static final int MAX_QUOTED = 200;

  /** Of one kind; a program that goes on like that has been told. */
  private static final int MAX_OF_KIND = 5;

  private final Watcher watcher;
  private final Set<String> told = new HashSet<>();
  private Optional<Reported.NotTaken> first = Optional.empty();
  private int notTaken;

  Remarks(Watcher watcher) {
    this.watcher = watcher;
  }

  /**
   * Tells it, unless that was done before.
   *
   * @param about the metric
   */
  void of(String kind, String about, String message) {
    long ofKind = told.stream().filter(key -> key.startsWith(kind + ' ')).count();
    if (ofKind < MAX_OF_KIND && told.add(kind + ' ' + about)) {
      System.err.println("(Nightsweep: " + message + ")"); // into the run's log
      watcher.remarked(kind, message);
    }
  }

  /** A line was meant as readings, and cannot be taken. */
  void notTaken(Reported.NotTaken line) {
    notTaken++;
    first = first.or(() -> Optional.of(line));
  }

  /** How many lines were not taken, and why the first was not; empty if all were. */
  Optional<String> ofLines() {
    return first.map(
        line ->
            "%d line%s not taken as readings, the first because %s: %s"
                .formatted(
                    notTaken, notTaken == 1 ? " was" : "s were", line.why(), quoted(line.text())));
  }

  /** Nothing more comes. */
  void end() {
    ofLines().ifPresent(message -> of("metric_line", "", message));
  }

  static String quoted(String line) {
    String text = line.strip();
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }
}
