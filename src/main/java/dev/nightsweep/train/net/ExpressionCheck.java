package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Suggest;
import java.util.List;
import java.util.Map;

/**
 * Holds expressions against what is known of the parameters.
 *
 * @param known what every parameter accepts, by its name
 */
record ExpressionCheck(Map<String, Domain> known) {

  /** What an expression gives. */
  enum Type {
    NUMBER("a number"),
    FLAG("true or false"),
    WORD("a word");

    private final String text;

    Type(String text) {
      this.text = text;
    }
  }

  /** Throws an {@link ExpressionException} if it does not always give that. */
  void expect(Type wanted, Expression expression) {
    Type type = type(expression);
    if (type != wanted) {
      int at = expression instanceof Expression.Reference reference ? reference.at() : 0;
      throw new ExpressionException(at, "is %s, and not %s".formatted(type.text, wanted.text));
    }
  }

  /** What it gives, whatever the parameters are; throws if it gives nothing. */
  Type type(Expression expression) {
    if (expression instanceof Expression.Constant constant) {
      return type(constant.constant());
    } else if (expression instanceof Expression.Reference reference) {
      return type(domain(reference));
    } else if (expression instanceof Expression.Arithmetic arithmetic) {
      arithmetic.operands().forEach(operand -> expect(Type.NUMBER, operand));
      return Type.NUMBER;
    } else if (expression instanceof Expression.Rounding rounding) {
      expect(Type.NUMBER, rounding.number());
      return Type.NUMBER;
    } else if (expression instanceof Expression.Either either) {
      expect(Type.FLAG, either.condition());
      expect(type(either.then()), either.otherwise());
      return type(either.then());
    }
    return condition(expression);
  }

  private Type condition(Expression expression) {
    if (expression instanceof Expression.Equality equality) {
      checkEquality(equality);
    } else if (expression instanceof Expression.Logic logic) {
      List.of(logic.left(), logic.right()).forEach(side -> expect(Type.FLAG, side));
    } else if (expression instanceof Expression.Not not) {
      expect(Type.FLAG, not.condition());
    }
    return Type.FLAG;
  }

  private void checkEquality(Expression.Equality equality) {
    Type type = type(equality.left());
    if (equality.left() instanceof Expression.Reference reference) {
      Domain domain = domain(reference);
      if (domain.accept(setting(equality.constant())).isEmpty()) {
        throw new ExpressionException(
            equality.at(),
            "%s is never %s; it is %s"
                .formatted(reference.name(), equality.constant(), domain.describe()));
      }
    } else if (type != type(equality.constant())) {
      throw new ExpressionException(
          equality.at(), "%s is never %s".formatted(type.text, equality.constant()));
    }
  }

  private Domain domain(Expression.Reference reference) {
    Domain domain = known.get(reference.name());
    if (domain == null) {
      throw new ExpressionException(
          reference.at(),
          "there is no parameter %s%s"
              .formatted(
                  Suggest.quote(reference.name()),
                  Suggest.didYouMean(reference.name(), known.keySet())));
    }
    return domain;
  }

  private static Type type(Object constant) {
    return constant instanceof Number
        ? Type.NUMBER
        : constant instanceof Boolean ? Type.FLAG : Type.WORD;
  }

  private static Type type(Domain domain) {
    return domain instanceof Domain.Whole || domain instanceof Domain.Real
        ? Type.NUMBER
        : domain instanceof Domain.Flag ? Type.FLAG : Type.WORD;
  }

  private static Setting setting(Object constant) {
    if (constant instanceof Boolean flag) {
      return Setting.of(flag);
    }
    return constant instanceof Double number
        ? Setting.of((double) number)
        : Setting.of((String) constant);
  }
}
