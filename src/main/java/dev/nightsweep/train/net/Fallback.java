package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Literal;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.Optional;
import java.util.Set;

/** What a kind of layer declares for a property of which no file says anything. */
final class Fallback {
  private Fallback() {}

  static Expression of(Domain domain, Scalar text) {
    Optional<Setting> value =
        Literal.of(text) instanceof Literal.Value literal
            ? domain.accept(literal.setting())
            : Optional.empty();
    return value
        .map(setting -> (Expression) new Expression.Constant(setting.raw()))
        .orElseGet(() -> ExpressionParser.parse(text.text(), Set.of()));
  }
}
