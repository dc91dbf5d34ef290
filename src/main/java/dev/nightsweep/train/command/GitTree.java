package dev.nightsweep.train.command;

import dev.nightsweep.process.Threads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A Git work tree, asked by the command {@code git}. */
record GitTree(Path top) {
  /** Of a tree on a slow disk many files are looked at. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The tree that a folder is in; empty if it is in none, or there is no Git. */
  static Optional<GitTree> around(Path folder) throws IOException {
    Optional<String> top = git(folder, "rev-parse", "--show-toplevel");
    return top.isEmpty()
        ? Optional.empty()
        : Optional.of(new GitTree(Path.of(top.get()).toRealPath()));
  }

  List<Path> tracked() throws IOException {
    return listed("ls-files", "-z", "--recurse-submodules");
  }

  /** Those that are neither tracked nor ignored. */
  List<Path> untracked() throws IOException {
    return listed("ls-files", "-z", "--others", "--exclude-standard");
  }

  private List<Path> listed(String... arguments) throws IOException {
    return git(top, arguments).stream()
        .flatMap(names -> Stream.of(names.split("\0", -1)))
        .filter(name -> !name.isEmpty())
        .map(top::resolve)
        .toList();
  }

  private static Optional<String> git(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    return answer(command, LIMIT);
  }

  /**
   * What a command says that ends well; empty if it does not, or cannot be started.
   *
   * @throws IOException if it has not answered within that time: a work tree on a disk that hangs,
   *     or a Git that asks for something
   */
  static Optional<String> answer(List<String> command, Duration limit) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
    } catch (IOException e) {
      return Optional.empty(); // no git here
    }
    FutureTask<byte[]> read = new FutureTask<>(process.getInputStream()::readAllBytes);
    Threads.start("git", read, failed -> {});
    try {
      String output =
          new String(read.get(limit.toNanos(), TimeUnit.NANOSECONDS), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
      return ended && process.exitValue() == 0
          ? Optional.of(output.endsWith("\n") ? output.substring(0, output.length() - 1) : output)
          : Optional.empty();
    } catch (TimeoutException e) {
      throw new IOException(
          "`%s` has not answered within %d seconds: try it in a terminal"
              .formatted(String.join(" ", command), limit.toSeconds()),
          e);
    } catch (ExecutionException e) {
      return Optional.empty(); // its output broke off
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
