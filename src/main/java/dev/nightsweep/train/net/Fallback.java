package dev.nightsweep.train.net;

import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Literal;
import dev.nightsweep.spec.Tree.Place;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.Optional;
import java.util.Set;

/** What a kind of layer declares for a property of which no file says anything. */
final class Fallback {
  private Fallback() {}

  /** Its value or expression; there is none of a property that must be said. */
  static Expression of(Property property) {
    Scalar text = new Scalar(Place.START, property.fallback(), false);
    Optional<Setting> value =
        Literal.of(text) instanceof Literal.Value literal
            ? property.domain().accept(literal.setting())
            : Optional.empty();
    return value
        .map(setting -> (Expression) new Expression.Constant(setting.raw()))
        .orElseGet(() -> ExpressionParser.parse(text.text(), Set.of()));
  }
}
