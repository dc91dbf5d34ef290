package dev.nightsweep.train.net;

import dev.nightsweep.spec.Suggest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an expression: {@code floor(96 * width)}, {@code lrn and lrn.order == before_pool}. */
final class ExpressionParser {
  static final int MAX_LENGTH = 500;
  static final int MAX_DEPTH = 40;

  private static final Pattern SPACE = Pattern.compile("\\s*+");
  private static final Pattern NUMBER =
      Pattern.compile("([0-9]++(\\.[0-9]*+)?|\\.[0-9]++)([eE][-+]?[0-9]++)?");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+(\\.[A-Za-z0-9_]++)*+");
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9_.+-]++");

  private static final Map<String, DoubleBinaryOperator> OF_SEVERAL =
      Map.of("min", Math::min, "max", Math::max);
  private static final Map<String, Function<Double, Double>> ROUNDINGS =
      Map.of("floor", Math::floor, "ceil", Math::ceil, "round", Math::rint);

  private final String text;
  private final Set<String> words;
  private int at;
  private int depth;

  private ExpressionParser(String text, Set<String> words) {
    this.text = text;
    this.words = words;
  }

  /**
   * The expression of that text.
   *
   * @param words what is a word there, rather than a parameter
   */
  static Expression parse(String text, Set<String> words) {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(0, "has more than %d characters".formatted(MAX_LENGTH));
    }
    ExpressionParser parser = new ExpressionParser(text, words);
    Expression whole = parser.anyOf();
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw parser.unexpected("nothing more");
    }
    return whole;
  }

  private Expression anyOf() {
    Expression left = allOf();
    while (takeWord("or")) {
      left = new Expression.Logic(false, left, allOf());
    }
    return left;
  }

  private Expression allOf() {
    Expression left = negation();
    while (takeWord("and")) {
      left = new Expression.Logic(true, left, negation());
    }
    return left;
  }

  private Expression negation() {
    return takeWord("not") ? new Expression.Not(inside(this::negation)) : comparison();
  }

  private Expression comparison() {
    Expression left = sum();
    boolean equal = take("==");
    if (!equal && !take("!=")) {
      return left;
    }
    skipSpace();
    int start = at;
    String literal = match(LITERAL, "a word or a number");
    Expression equality = new Expression.Equality(left, constant(literal), start);
    return equal ? equality : new Expression.Not(equality);
  }

  private Double finite(String number) {
    Double value = Double.valueOf(number);
    if (value.isInfinite()) {
      throw new ExpressionException(
          at, "%s is too large a number".formatted(Suggest.quote(number)));
    }
    return value;
  }

  private Object constant(String literal) {
    return switch (literal) {
      case "true" -> true;
      case "false" -> false;
      default ->
          Pattern.matches("[-+]?" + NUMBER.pattern(), literal) ? (Object) finite(literal) : literal;
    };
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      if (take("+")) {
        left = new Expression.Arithmetic(Double::sum, List.of(left, product()));
      } else if (take("-")) {
        left = new Expression.Arithmetic((a, b) -> a - b, List.of(left, product()));
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = factor();
    while (true) {
      if (take("*")) {
        left = new Expression.Arithmetic((a, b) -> a * b, List.of(left, factor()));
      } else if (take("/")) {
        left = new Expression.Arithmetic((a, b) -> a / b, List.of(left, factor()));
      } else {
        return left;
      }
    }
  }

  private Expression factor() {
    if (take("-")) {
      return new Expression.Arithmetic(
          (a, b) -> a - b, List.of(new Expression.Constant(0.0), inside(this::factor)));
    }
    if (take("(")) {
      Expression inner = inside(this::anyOf);
      expect(")");
      return inner;
    }
    skipSpace();
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (number.lookingAt()) {
      at = number.end();
      return new Expression.Constant(finite(number.group()));
    }
    int start = at;
    return named(match(NAME, "a number, a parameter or a function"), start);
  }

  private Expression named(String name, int start) {
    skipSpace();
    if (text.startsWith("(", at)) {
      return call(name, start);
    }
    if (words.contains(name)) {
      return new Expression.Constant(name);
    }
    return switch (name) {
      case "true" -> new Expression.Constant(true);
      case "false" -> new Expression.Constant(false);
      default -> new Expression.Reference(name, start);
    };
  }

  private Expression call(String name, int start) {
    List<Expression> given = arguments();
    if (name.equals("if") && given.size() == 3) {
      return new Expression.Either(given.get(0), given.get(1), given.get(2));
    } else if (OF_SEVERAL.containsKey(name) && given.size() > 1) {
      return new Expression.Arithmetic(OF_SEVERAL.get(name), given);
    } else if (ROUNDINGS.containsKey(name) && given.size() == 1) {
      return new Expression.Rounding(ROUNDINGS.get(name), given.get(0));
    }
    throw new ExpressionException(
        start,
        "%s of %d is no function; there are floor(a), ceil(a), round(a), min(a, b), max(a, b) and if(condition, a, b)"
            .formatted(Suggest.quote(name), given.size()));
  }

  private List<Expression> arguments() {
    expect("(");
    List<Expression> given = new ArrayList<>(List.of(inside(this::anyOf)));
    while (take(",")) {
      given.add(inside(this::anyOf));
    }
    expect(")");
    return given;
  }

  private Expression inside(Supplier<Expression> inner) {
    if (++depth > MAX_DEPTH) {
      throw new ExpressionException(at, "is nested more than %d levels deep".formatted(MAX_DEPTH));
    }
    Expression expression = inner.get();
    depth--;
    return expression;
  }

  private boolean take(String sign) {
    skipSpace();
    boolean there = text.startsWith(sign, at);
    at += there ? sign.length() : 0;
    return there;
  }

  private boolean takeWord(String word) {
    skipSpace();
    Matcher name = NAME.matcher(text).region(at, text.length());
    boolean there = name.lookingAt() && name.group().equals(word);
    at = there ? name.end() : at;
    return there;
  }

  private void expect(String sign) {
    if (!take(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  private String match(Pattern pattern, String wanted) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw unexpected(wanted);
    }
    at = matcher.end();
    return matcher.group();
  }

  private void skipSpace() {
    Matcher space = SPACE.matcher(text).region(at, text.length());
    at = space.lookingAt() ? space.end() : at;
  }

  private ExpressionException unexpected(String wanted) {
    String found = at == text.length() ? "the end" : Suggest.quote(text.substring(at));
    String advice =
        at == text.length() && wanted.equals("')'")
            ? "\n  Maybe put it in quotes: inside braces a comma ends a value"
            : "";
    return new ExpressionException(
        at, "%s stands where %s should%s".formatted(found, wanted, advice));
  }
}
