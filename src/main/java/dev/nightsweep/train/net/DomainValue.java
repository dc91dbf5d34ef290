package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Setting;
import java.util.Optional;

/** Values of expressions as settings. */
final class DomainValue {
  private DomainValue() {}

  /** The value in the domain's own type, numbers rounded down where it wants whole ones. */
  static Optional<Setting> of(Domain domain, Object value) {
    if (value instanceof Boolean flag) {
      return domain.accept(Setting.of(flag));
    } else if (value instanceof String word) {
      return domain.accept(Setting.of(word));
    }
    double number = ((Number) value).doubleValue();
    if (!Double.isFinite(number)) {
      return Optional.empty();
    }
    return domain.accept(
        domain instanceof Domain.Real ? Setting.of(number) : Setting.of((long) Math.floor(number)));
  }

  /** As people write it. */
  static String text(Object value) {
    return value instanceof Double number && Double.isFinite(number)
        ? Setting.of((double) number).text()
        : value.toString();
  }

  /** What must stand where the domain holds. */
  static String wanted(Domain domain) {
    String description = domain.describe();
    if (domain instanceof Domain.Flag) {
      return "true or false";
    } else if (domain instanceof Domain.Choice || domain instanceof Domain.Either) {
      return "one of " + description;
    }
    return ("aeio".indexOf(description.charAt(0)) >= 0 ? "an " : "a ") + description;
  }
}
