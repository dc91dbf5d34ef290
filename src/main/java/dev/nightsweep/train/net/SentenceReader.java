package dev.nightsweep.train.net;

import dev.nightsweep.spec.Expect;
import dev.nightsweep.spec.Problems;
import dev.nightsweep.spec.Tree;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sentences that are true of some settings, with {@code {expressions}} in them. */
final class SentenceReader {
  private static final Pattern VALUE = Pattern.compile("\\{([^{}]*+)\\}");
  private static final List<String> KEYS = List.of("when", "say");

  private final Problems problems;
  private final Expect expect;
  private final ExpressionReader expressions;

  SentenceReader(Problems problems, ExpressionReader expressions) {
    this.problems = problems;
    this.expect = new Expect(problems);
    this.expressions = expressions;
  }

  List<ConditionalSentence> read(String what, Tree tree) {
    List<ConditionalSentence> sentences = new ArrayList<>();
    for (Tree item : expect.list(what, tree).orElse(List.of())) {
      expect.section("a sentence", item, KEYS).flatMap(this::sentence).ifPresent(sentences::add);
    }
    return List.copyOf(sentences);
  }

  private Optional<ConditionalSentence> sentence(Entries map) {
    if (map.find("say").isEmpty()) {
      problems.add(map.at(), "a sentence without words", "add say:");
      return Optional.empty();
    }
    Tree say = map.find("say").get().value();
    Optional<Expression> when =
        map.find("when")
            .map(entry -> expressions.condition("when", entry.value()))
            .orElse(Optional.of(new Expression.Constant(true)));
    Optional<String> text = expect.text("say", say);
    return when.isEmpty() || text.isEmpty()
        ? Optional.empty()
        : Optional.of(new ConditionalSentence(when.get(), parts((Scalar) say)));
  }

  private List<Object> parts(Scalar say) {
    List<Object> parts = new ArrayList<>();
    Matcher value = VALUE.matcher(say.text());
    int end = 0;
    while (value.find()) {
      parts.add(say.text().substring(end, value.start()));
      expressions.inText("say", say, value.start(1), value.end(1)).ifPresent(parts::add);
      end = value.end();
    }
    parts.add(say.text().substring(end));
    return parts;
  }
}
