package dev.nightsweep.report;

import dev.nightsweep.model.CommandItem;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepHeader.TakenFrom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commands that make a sweep, and its page, again.
 *
 * @param note where to give them, if the sweep does not know where its spec lies; else empty
 */
public record RepeatView(List<String> commands, String note) {

  static Optional<Section> section(SweepFacts facts) {
    RepeatView view = new RepeatView(commands(facts), note(facts));
    return Optional.of(Section.of("again", "Make it again", "repeat", view));
  }

  private static String note(SweepFacts facts) {
    SweepHeader header = facts.sweep().header();
    return header.isTracked() || header.place().isPresent()
        ? ""
        : "Only the name of the spec file is kept: put its path before %s, or start in its folder."
            .formatted(header.specFile());
  }

  private static List<String> commands(SweepFacts facts) {
    SweepHeader header = facts.sweep().header();
    Stream<String> checkout =
        facts.runs().stream()
            .flatMap(run -> run.environment().stream())
            .flatMap(environment -> Stream.ofNullable(environment.facts().get("git_commit")))
            .filter(commit -> commit.matches("[0-9a-f]{7,64}"))
            .distinct()
            .limit(1)
            .map(commit -> "git checkout " + commit);
    return Stream.concat(
            checkout,
            Stream.of(
                header
                    .takenFrom()
                    .map(RepeatView::taking)
                    .orElseGet(
                        () ->
                            "nightsweep run %s --new --same-seeds".formatted(quoted(spec(header)))),
                "nightsweep report " + quoted(header.sweepId())))
        .toList();
  }

  /** Its path if it is known, from the folder that the results are in. */
  private static String spec(SweepHeader header) {
    return header.place().orElseGet(header::specFile);
  }

  private static String taking(TakenFrom from) {
    return "nightsweep import --from %s %s".formatted(from.tracker(), quoted(from.file()));
  }

  /** An argument for a POSIX shell. */
  private static String quoted(String argument) {
    return argument.matches("(~/)?[A-Za-z0-9._/-]+") ? argument : CommandItem.quoted(argument);
  }
}
