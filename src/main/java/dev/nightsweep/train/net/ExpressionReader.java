package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Expect;
import dev.nightsweep.spec.Literal;
import dev.nightsweep.spec.Problems;
import dev.nightsweep.spec.Suggest;
import dev.nightsweep.spec.Tree;
import dev.nightsweep.spec.Tree.Place;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads values and expressions; whether their parameters exist is checked when all are known. */
final class ExpressionReader {
  private final Problems problems;
  private final Expect expect;
  private final List<Pending> pending = new ArrayList<>();

  /**
   * An expression to be held against what is known, and what it must give.
   *
   * @param from where it begins in the text, from 0
   */
  private record Pending(
      String what, Scalar scalar, int from, Expression expression, Domain domain) {}

  ExpressionReader(Problems problems) {
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /** A value in the domain, or an expression that gives one. */
  Optional<Expression> read(String what, Tree tree, Domain domain) {
    Optional<Setting> setting = flagWord(tree, domain).or(() -> expect.setting(what, tree));
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    Optional<Expression> constant =
        domain.accept(setting.get()).map(s -> new Expression.Constant(s.raw()));
    if (constant.isPresent()) {
      return constant;
    }
    return setting.get() instanceof Setting.Word
        ? parse(what, (Scalar) tree, domain)
        : expect.wrong(what, tree, DomainValue.wanted(domain));
  }

  /** A condition. */
  Optional<Expression> condition(String what, Tree tree) {
    return read(what, tree, new Domain.Flag());
  }

  /** An expression that stands in a text from one place to another, of any type. */
  Optional<Expression> inText(String what, Scalar scalar, int from, int to) {
    try {
      Expression expression = ExpressionParser.parse(scalar.text().substring(from, to), Set.of());
      pending.add(new Pending(what, scalar, from, expression, new Domain.Anything()));
      return Optional.of(expression);
    } catch (ExpressionException e) {
      note(what, scalar, from, e);
      return Optional.empty();
    }
  }

  /** Holds all that was read since the last time against the parameters there are. */
  void check(Map<String, Domain> known) {
    pending.forEach(read -> check(read, new ExpressionCheck(known)));
    pending.clear();
  }

  private static Optional<Setting> flagWord(Tree tree, Domain domain) {
    return domain instanceof Domain.Flag && tree instanceof Scalar scalar
        ? Literal.wordForBoolean(scalar).map(Setting::of)
        : Optional.empty();
  }

  private Optional<Expression> parse(String what, Scalar scalar, Domain domain) {
    try {
      Expression expression = ExpressionParser.parse(scalar.text(), words(domain));
      if (expression instanceof Expression.Constant constant) {
        return DomainValue.of(domain, constant.constant())
            .map(s -> (Expression) new Expression.Constant(s.raw()))
            .or(() -> expect.wrong(what, scalar, DomainValue.wanted(domain)));
      }
      pending.add(new Pending(what, scalar, 0, expression, domain));
      return Optional.of(expression);
    } catch (ExpressionException e) {
      note(what, scalar, 0, e);
      return Optional.empty();
    }
  }

  private void check(Pending read, ExpressionCheck check) {
    try {
      boolean unknownWord =
          read.expression() instanceof Expression.Reference reference
              && !check.known().containsKey(reference.name())
              && !words(read.domain()).isEmpty();
      if (unknownWord) {
        String near = Suggest.didYouMean(read.scalar().text(), words(read.domain()));
        expect.wrong(
            read.what(),
            read.scalar(),
            DomainValue.wanted(read.domain()) + ", or a parameter" + near);
      } else {
        checkType(read, check);
      }
    } catch (ExpressionException e) {
      note(read.what(), read.scalar(), read.from(), e);
    }
  }

  private static void checkType(Pending read, ExpressionCheck check) {
    Domain domain = read.domain();
    if (domain instanceof Domain.Either || domain instanceof Domain.Anything) {
      check.type(read.expression());
    } else if (domain instanceof Domain.Flag) {
      check.expect(ExpressionCheck.Type.FLAG, read.expression());
    } else {
      boolean word = domain instanceof Domain.Choice;
      check.expect(
          word ? ExpressionCheck.Type.WORD : ExpressionCheck.Type.NUMBER, read.expression());
    }
  }

  private static Set<String> words(Domain domain) {
    if (domain instanceof Domain.Either either) {
      return words(either.first());
    }
    return domain instanceof Domain.Choice choice ? Set.copyOf(choice.literals()) : Set.of();
  }

  private void note(String what, Scalar scalar, int from, ExpressionException e) {
    Place at = scalar.at();
    boolean oneLine = !scalar.text().contains("\n");
    int column = oneLine ? at.column() + from + e.at() + (scalar.quoted() ? 1 : 0) : at.column();
    problems.add(
        new Place(at.line(), column),
        "%s (%s): %s".formatted(what, Suggest.quote(scalar.text()), e.getMessage()));
  }
}
