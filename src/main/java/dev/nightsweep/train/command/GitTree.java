package dev.nightsweep.train.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Git work tree, asked by the command {@code git}. */
record GitTree(Path top) {
  private static final int SECONDS = 10;

  /** The tree that a folder is in; empty if it is in none, or there is no Git. */
  static Optional<GitTree> around(Path folder) throws IOException {
    Optional<String> top = git(folder, "rev-parse", "--show-toplevel");
    return top.isEmpty()
        ? Optional.empty()
        : Optional.of(new GitTree(Path.of(top.get()).toRealPath()));
  }

  List<Path> tracked() {
    return listed("ls-files", "-z", "--recurse-submodules");
  }

  /** Those that are neither tracked nor ignored. */
  List<Path> untracked() {
    return listed("ls-files", "-z", "--others", "--exclude-standard");
  }

  private List<Path> listed(String... arguments) {
    return git(top, arguments).stream()
        .flatMap(names -> Stream.of(names.split("\0", -1)))
        .filter(name -> !name.isEmpty())
        .map(top::resolve)
        .toList();
  }

  private static Optional<String> git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0
          ? Optional.of(output.endsWith("\n") ? output.substring(0, output.length() - 1) : output)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no git here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
