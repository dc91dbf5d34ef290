package dev.nightsweep.intake;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Searched;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes what was found as the spec that would have asked for it, in YAML, to be read by people.
 */
final class SpecText {
  private final List<String> lines = new ArrayList<>();

  private SpecText() {}

  /**
   * Of arms that are compared.
   *
   * @param spec without a text
   */
  static String of(Spec spec) {
    SpecText text = new SpecText();
    text.head(spec, "grid");
    text.lines.add("parameters:");
    spec.parameters().forEach(text::space);
    if (spec.declared()) {
      text.lines.add("ablation:");
      text.ablation(spec);
    } else {
      text.lines.add("# seeds: " + spec.ablation().seeds());
    }
    return text.text();
  }

  /** Of what was tried. */
  static String ofSearch(Spec spec, List<Searched> searched) {
    SpecText text = new SpecText();
    text.head(spec, spec.method().text());
    text.lines.add("# parameters, as they were tried:");
    spec.parameters()
        .forEach(
            (name, space) -> text.lines.add("#   %s: %s".formatted(quoted(name), plain(space))));
    searched.forEach(s -> text.lines.add("#   %s: %s".formatted(quoted(s.name()), s.text())));
    return text.text();
  }

  private void head(Spec spec, String method) {
    String tracker = ((ProgramRef.Tracked) spec.program()).tracker();
    lines.add(
        "# Written by `nightsweep import --from %s`: what was found, not what was asked."
            .formatted(tracker));
    lines.add("name: " + quoted(spec.name()));
    lines.add("description: " + quoted(spec.description()));
    lines.add("program: " + quoted(spec.program().text()));
    lines.add("method: " + method);
    lines.add(
        "metric: {name: %s, goal: %s}"
            .formatted(
                quoted(spec.objective().metric()),
                spec.objective().goal().name().toLowerCase(Locale.ROOT)));
  }

  private void space(String name, ParameterSpace space) {
    lines.add("  %s: %s".formatted(quoted(name), plain(space)));
  }

  private static String plain(ParameterSpace space) {
    return space.levels().size() == 1
        ? "{value: %s}".formatted(value(space.levels().get(0)))
        : "{values: [%s]}".formatted(values(space.levels()));
  }

  private void ablation(Spec spec) {
    Spec.ArmChoice arms = spec.ablation().arms();
    if (arms.named().isEmpty()) {
      lines.add("  baseline: " + settings(arms.baseline()));
      if (!arms.exclude().isEmpty()) {
        lines.add("  exclude: # of these there are no runs");
        arms.exclude().forEach(part -> lines.add("    - " + settings(part)));
      }
    } else {
      lines.add("  arms: # each compared with the first one");
      arms.named()
          .forEach((name, own) -> lines.add("    %s: %s".formatted(quoted(name), settings(own))));
    }
    lines.add("  seeds: " + spec.ablation().seeds());
    Map<String, Double> margins = spec.ablation().judging().margins();
    if (!margins.isEmpty()) {
      lines.add(
          "  margin: "
              + margins.entrySet().stream()
                  .map(e -> quoted(e.getKey()) + ": " + e.getValue())
                  .collect(Collectors.joining(", ", "{", "}")));
    }
  }

  private static String settings(Settings settings) {
    return settings.byName().entrySet().stream()
        .map(e -> quoted(e.getKey()) + ": " + value(e.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String values(List<Setting> settings) {
    return settings.stream().map(SpecText::value).collect(Collectors.joining(", "));
  }

  /** JSON is YAML, too. */
  private static String value(Setting setting) {
    Object plain = setting.plain();
    return plain == null
        ? "null"
        : Json.write(plain instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : plain);
  }

  private static String quoted(String text) {
    return Json.write(text);
  }

  private String text() {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
