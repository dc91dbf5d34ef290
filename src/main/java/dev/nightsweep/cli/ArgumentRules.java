package dev.nightsweep.cli;

import dev.nightsweep.text.TerminalText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What holds for the arguments of all commands. */
final class ArgumentRules {
  private ArgumentRules() {}

  static void apply(CommandLine line) {
    line.setExpandAtFiles(false); // an argument is what it says, also if it begins with @
    line.registerConverter(String.class, ArgumentRules::notBlank);
    line.registerConverter(Path.class, ArgumentRules::path);
    line.setParameterExceptionHandler((refused, all) -> refuse(refused));
  }

  /** A variable that was not set, in somebody's script, names nothing. */
  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it is empty");
    }
    return text;
  }

  /** In a locale without UTF-8 Java cannot name every file. */
  private static Path path(String text) {
    try {
      return Path.of(notBlank(text));
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "no file can have the name %s in this locale; LC_ALL=C.UTF-8 may help".formatted(text));
    }
  }

  /** Picocli counts what follows an unknown option among them. */
  private static String message(ParameterException refused) {
    if (refused instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
      List<String> options =
          unmatched.getUnmatched().stream().filter(word -> word.startsWith("-")).toList();
      return "Unknown option%s: '%s'"
          .formatted(options.size() == 1 ? "" : "s", String.join("', '", options));
    }
    return refused.getMessage();
  }

  /** As picocli does it, but harmless for the terminal. */
  private static int refuse(ParameterException refused) {
    CommandLine command = refused.getCommandLine();
    String message = TerminalText.harmless(message(refused));
    command.getErr().println(command.getColorScheme().errorText(message));
    if (!UnmatchedArgumentException.printSuggestions(refused, command.getErr())) {
      command.usage(command.getErr(), command.getColorScheme());
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
