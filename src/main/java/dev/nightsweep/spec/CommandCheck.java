package dev.nightsweep.spec;

import dev.nightsweep.model.CommandItem;
import dev.nightsweep.model.CommandItem.Quotes;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Macro;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Items;
import dev.nightsweep.spec.Tree.Place;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks what a command has filled in, and that its program gets to know its parameters. */
final class CommandCheck {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*");

  /** An override of Hydra, in whose values such things are its own. */
  private static final Pattern HYDRA = Pattern.compile("[+~]{0,2}[A-Za-z_][\\w.@/-]*=.*");

  private static final String OF_ARGUMENTS = "args";

  private final Problems problems;

  CommandCheck(Problems problems) {
    this.problems = problems;
  }

  /** Notes macros that nobody knows, and those that cannot stand where they do. */
  void check(Entry command) {
    if (!(command.value() instanceof Items items)) {
      return;
    }
    List<Scalar> words =
        items.items().stream().filter(Scalar.class::isInstance).map(Scalar.class::cast).toList();
    CommandLine line = new CommandLine(words.stream().map(Scalar::text).toList());
    for (int i = 0; i < words.size(); i++) {
      CommandItem item = line.item(i);
      for (CommandItem.Use use : item.uses()) {
        check(words.get(i).at(), item, use);
      }
    }
  }

  private void check(Place at, CommandItem item, CommandItem.Use use) {
    boolean quoted = use.quotes() == Quotes.SINGLE || use.quotes() == Quotes.DOUBLE;
    if (quoted && use.macro().filter(Macro::isOfSeveral).isPresent()) {
      problems.add(
          at,
          "${%s} stands in quotes, which would make one argument of all".formatted(use.name()),
          "take these quotes away: each argument gets quotes of its own where it needs them");
    } else if (isUnknown(item, use.name())) {
      problems.add(
          at, "unknown macro ${%s}".formatted(Suggest.clip(use.name())) + hint(use.name()));
    }
  }

  /** A shell has variables, and Hydra has interpolations, that look the same. */
  private static boolean isUnknown(CommandItem item, String name) {
    if (Macro.known().contains(name) || name.startsWith(Macro.VARIABLE)) {
      return false;
    } else if (item.alone().isPresent() || name.startsWith(OF_ARGUMENTS)) {
      return true;
    }
    boolean others = item.isScript() || HYDRA.matcher(item.text()).matches();
    return !others && NAME.matcher(name).matches();
  }

  private static String hint(String name) {
    if (VARIABLE.matcher(name).matches()) {
      return "\n  Maybe write ${%s%s}, the variable of the environment"
          .formatted(Macro.VARIABLE, name);
    }
    return Suggest.nearest(name, Macro.known())
        .map("; did you mean ${%s}?"::formatted)
        .orElseGet(
            () -> "\n  Maybe use one of %s, ${%sNAME}".formatted(Macro.list(), Macro.VARIABLE));
  }

  /**
   * Notes a program that is to vary by parameters of which it would know nothing.
   *
   * @param usesWandb whether it uses W&B's library, and so may have them from there
   */
  void refuse(Entry command, Collection<String> varied, boolean usesWandb) {
    String ofLibrary = "give --metrics-from wandb if it takes them from wandb.config";
    String written = "write command: " + mended(command);
    problems.add(
        command.key().at(),
        "the command passes no parameter, so the program would not know its %s, and all arms would be the same"
            .formatted(
                varied.stream().limit(3).map(Suggest::clip).collect(Collectors.joining(", "))),
        (usesWandb ? ofLibrary + "; or " + written : written + "; or " + ofLibrary)
            + "; if the program reads NIGHTSWEEP_PARAMETERS from its environment, write ${args_env} there");
  }

  private static String mended(Entry command) {
    List<String> words = new ArrayList<>();
    if (command.value() instanceof Items items) {
      items.items().forEach(item -> words.add(item instanceof Scalar scalar ? scalar.text() : ""));
    }
    OptionalInt script = new CommandLine(words).script();
    if (script.isPresent()) {
      words.set(script.getAsInt(), words.get(script.getAsInt()) + " " + Macro.ARGS.text());
    } else {
      words.add(Macro.ARGS.text());
    }
    return list(words);
  }

  private static String list(List<String> words) {
    return words.stream()
        .map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
