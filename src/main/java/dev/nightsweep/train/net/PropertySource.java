package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;

/**
 * Where the value of one layer's property comes from.
 *
 * @param parameter the name under which a sweep varies it, if it is a constant: {@code
 *     conv1.kernel}
 * @param expression what the file says, or else what holds where it says nothing
 * @param text the same as it is written
 * @param said whether the file says it
 */
record PropertySource(
    Property property, String parameter, Expression expression, String text, boolean said) {

  /** Later than all parameters of AlexNet. */
  private static final int UNSAID = 2;

  /** Whether a sweep can vary it by its own name: what is an expression follows its parameters. */
  boolean isConstant() {
    return expression instanceof Expression.Constant;
  }

  /** As a parameter; one of which the file says nothing changes no identity at its default. */
  Parameter declared() {
    Setting fallback = constant();
    return new Parameter(
        parameter, property.domain(), fallback.text(), property.help(), said ? 1 : UNSAID);
  }

  /** The value of a constant. */
  Setting constant() {
    Object value = ((Expression.Constant) expression).constant();
    return DomainValue.of(property.domain(), value).orElseThrow();
  }

  /** What is wrong with a value that is not accepted. */
  String refusal(Object value) {
    boolean whole =
        property.domain() instanceof Domain.Whole
            && value instanceof Double number
            && Double.isFinite(number);
    String given = DomainValue.text(value);
    String rounded = whole ? DomainValue.text(Math.floor((Double) value)) : given;
    return "%s is %s%s; %s must be %s"
        .formatted(
            text,
            given,
            rounded.equals(given) ? "" : ", rounded down to " + rounded,
            property.name(),
            DomainValue.wanted(property.domain()));
  }
}
