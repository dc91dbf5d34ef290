package dev.nightsweep.cli.console;

import dev.nightsweep.text.TerminalText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a command prints: results to standard output, progress and messages to standard error. All
 * that people read goes through here, and is made harmless for their terminal: names, causes and
 * log lines may be anybody's.
 */
public final class Console {
  private final WatchedOutput watched;
  private final PrintStream out;
  private final PrintStream err;
  private final int columns;

  /**
   * @param columns how wide the terminal is that {@code err} can show moving bars on; 0 if it is
   *     none
   */
  public Console(OutputStream out, OutputStream err, int columns) {
    this.watched = new WatchedOutput(out);
    this.out = new PrintStream(watched, true, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.columns = columns;
  }

  public boolean isTerminal() {
    return columns > 0;
  }

  /** What was asked for; of JSON the same, as what is spelled out is an escape there, too. */
  public void result(Object text) {
    out.println(TerminalText.harmless(text.toString()));
  }

  public void message(Object text) {
    err.println(TerminalText.harmless(text.toString()));
  }

  /** Asks whoever sits at the terminal; whether the answer is yes. */
  public boolean isConfirmed(String question) {
    err.print(TerminalText.harmless(question) + " [y/N] ");
    err.flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For data that programs read, as it is. */
  public PrintStream data() {
    return out;
  }

  /** For the help, which is in colours where they can be seen. */
  public PrintWriter help() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  /** The same, where it is not what was asked for. */
  public PrintWriter hints() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  /** Why not all results could be written, if so. */
  public Optional<String> unwritten() {
    out.flush();
    return watched.failure().map(failure -> String.valueOf(failure.getMessage()));
  }

  /** Whether whoever read the results has stopped, as {@code head} does. */
  public boolean isBrokenPipe() {
    return unwritten().filter(why -> why.toLowerCase(Locale.ROOT).contains("pipe")).isPresent();
  }

  int columns() {
    return columns;
  }

  /** For what moves on the terminal. */
  PrintStream terminal() {
    return err;
  }

  /** Shows lines in place of so many others on the terminal, each cut to its width. */
  void replace(int shown, List<String> lines) {
    String back = shown == 0 ? "" : "\u001b[%dA\u001b[J".formatted(shown);
    out.print(back + lines.stream().map(this::cut).collect(Collectors.joining()));
    out.flush();
  }

  /** A line that the terminal would break could not be taken back as one. */
  private String cut(String line) {
    String shown = TerminalText.line(line);
    return shown.substring(0, Math.min(shown.length(), columns)) + System.lineSeparator();
  }

  void ringBell() {
    err.print('\u0007');
    err.flush();
  }
}
