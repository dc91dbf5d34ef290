package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A parameter with its default, which may depend on the preset.
 *
 * @param defaultFor the default under a preset; empty for a parameter that a sweep sets itself
 */
public record Declaration(Parameter parameter, Function<String, Optional<Setting>> defaultFor) {
  private static final int FIRST_REVISION = 1;

  public static Declaration choice(String name, String fallback, String help, String... others) {
    List<String> literals = new ArrayList<>(List.of(fallback));
    literals.addAll(List.of(others));
    return fixed(name, new Domain.Choice(literals), Setting.of(fallback), help);
  }

  public static Declaration whole(String name, long min, long max, long fallback, String help) {
    return fixed(name, new Domain.Whole(min, max, false), Setting.of(fallback), help);
  }

  public static Declaration real(String name, Domain.Real domain, double fallback, String help) {
    return fixed(name, domain, Setting.of(fallback), help);
  }

  public static Declaration fixed(String name, Domain domain, Setting fallback, String help) {
    return new Declaration(
        new Parameter(name, domain, fallback.text(), help, FIRST_REVISION),
        preset -> Optional.of(fallback));
  }

  /**
   * The same, introduced later.
   *
   * @param revision of the catalog, at least 2
   */
  public Declaration since(int revision) {
    return new Declaration(
        new Parameter(
            parameter.name(),
            parameter.domain(),
            parameter.defaultText(),
            parameter.help(),
            revision),
        defaultFor);
  }

  /** A boolean that is on under some presets only. */
  public static Declaration byPreset(String name, String help, String... presetsWithIt) {
    List<String> on = List.of(presetsWithIt);
    return new Declaration(
        new Parameter(name, new Domain.Flag(), "the preset's", help, FIRST_REVISION),
        preset -> Optional.of(Setting.of(on.contains(preset))));
  }

  /** A parameter without a default. */
  public static Declaration given(String name, Domain domain, String help) {
    return new Declaration(
        new Parameter(name, domain, "–", help, FIRST_REVISION), preset -> Optional.empty());
  }
}
