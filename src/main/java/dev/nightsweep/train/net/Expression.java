package dev.nightsweep.train.net;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A property or a condition of a net file in terms of parameters. Every expression has a value: a
 * {@link Double}, which may be infinite, a {@link Boolean} or a {@link String}.
 */
sealed interface Expression {

  /**
   * Its value.
   *
   * @param names the value of every parameter by its name
   */
  Object value(Function<String, Object> names);

  /** The parameters that stand in it. */
  Stream<String> names();

  /** Its value as a number. */
  default double number(Function<String, Object> names) {
    return ((Number) value(names)).doubleValue();
  }

  default boolean flag(Function<String, Object> names) {
    return (Boolean) value(names);
  }

  /** A number, a boolean or a word. */
  record Constant(Object constant) implements Expression {
    @Override
    public Object value(Function<String, Object> names) {
      return constant;
    }

    @Override
    public Stream<String> names() {
      return Stream.empty();
    }
  }

  /**
   * A parameter.
   *
   * @param at where it stands in the text, from 0
   */
  record Reference(String name, int at) implements Expression {
    @Override
    public Object value(Function<String, Object> names) {
      Object value = names.apply(name);
      return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    @Override
    public Stream<String> names() {
      return Stream.of(name);
    }
  }

  /** Two numbers or more made one. */
  record Arithmetic(DoubleBinaryOperator operator, List<Expression> operands)
      implements Expression {
    @Override
    public Object value(Function<String, Object> names) {
      return operands.stream()
          .mapToDouble(operand -> operand.number(names))
          .reduce(operator)
          .orElseThrow();
    }

    @Override
    public Stream<String> names() {
      return operands.stream().flatMap(Expression::names);
    }
  }

  /** A number made whole. */
  record Rounding(Function<Double, Double> rounding, Expression number) implements Expression {
    @Override
    public Object value(Function<String, Object> names) {
      return rounding.apply(number.number(names));
    }

    @Override
    public Stream<String> names() {
      return number.names();
    }
  }

  /** One of two, as a condition decides. */
  record Either(Expression condition, Expression then, Expression otherwise) implements Expression {
    @Override
    public Object value(Function<String, Object> names) {
      return (condition.flag(names) ? then : otherwise).value(names);
    }

    @Override
    public Stream<String> names() {
      return Stream.of(condition, then, otherwise).flatMap(Expression::names);
    }
  }

  /**
   * Whether it equals a word, number or boolean.
   *
   * @param at where the constant stands in the text, from 0
   */
  record Equality(Expression left, Object constant, int at) implements Expression {
    @Override
    public Object value(Function<String, Object> names) {
      return left.value(names).equals(constant);
    }

    @Override
    public Stream<String> names() {
      return left.names();
    }
  }

  /** Whether both hold, or at least one. */
  record Logic(boolean both, Expression left, Expression right) implements Expression {
    @Override
    public Object value(Function<String, Object> names) {
      return both ? left.flag(names) && right.flag(names) : left.flag(names) || right.flag(names);
    }

    @Override
    public Stream<String> names() {
      return Stream.of(left, right).flatMap(Expression::names);
    }
  }

  /** Whether it does not hold. */
  record Not(Expression condition) implements Expression {
    @Override
    public Object value(Function<String, Object> names) {
      return !condition.flag(names);
    }

    @Override
    public Stream<String> names() {
      return condition.names();
    }
  }
}
