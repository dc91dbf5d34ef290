package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.CodeScope;
import dev.nightsweep.spec.Tree.Entries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Checks {@code identity:}, which files are the code of a program of somebody's own. */
final class CodeScopeCheck {
  static final String KEY = "identity";
  private static final int MAX_PATTERNS = 100;

  static final Keys KEYS =
      Keys.NONE
          .with("include", patterns(), "Files that count though they are no source files.")
          .with("exclude", patterns(), "Files that do not count.");

  private final Problems problems;
  private final Expect expect;

  CodeScopeCheck(Problems problems) {
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  private static ObjectNode patterns() {
    return SchemaNodes.list(SchemaNodes.text()).put("maxItems", MAX_PATTERNS);
  }

  CodeScope check(Tree tree) {
    Optional<Entries> map = expect.section(KEY, tree, KEYS.names());
    return new CodeScope(patterns(map, "include"), patterns(map, "exclude"));
  }

  private List<String> patterns(Optional<Entries> map, String key) {
    List<String> patterns = new ArrayList<>();
    String name = KEY + "." + key;
    Optional<Tree> said = map.flatMap(entries -> entries.find(key)).map(Tree.Entry::value);
    for (Tree item : said.flatMap(tree -> expect.list(name, tree)).orElse(List.of())) {
      expect.text(name, item).filter(text -> isPattern(name, text, item)).ifPresent(patterns::add);
    }
    if (patterns.size() > MAX_PATTERNS) {
      problems.add(said.orElseThrow().at(), "%s has more than %d".formatted(name, MAX_PATTERNS));
    }
    return patterns;
  }

  private boolean isPattern(String name, String text, Tree item) {
    if (text.startsWith("/")) {
      problems.add(
          item.at(),
          "%s: %s begins with a slash".formatted(name, Suggest.quote(text)),
          "name files as they are from the program's folder");
      return false;
    }
    try {
      CodeScope.requirePattern(text);
      return true;
    } catch (PatternSyntaxException e) {
      problems.add(item.at(), "%s: %s is no pattern of names".formatted(name, Suggest.quote(text)));
      return false;
    }
  }
}
