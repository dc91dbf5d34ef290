package dev.nightsweep.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The git repository that we are started in, if any. */
final class GitInfo {
  private static final int SECONDS = 10;

  private GitInfo() {}

  /** {@code git_commit} and {@code git_dirty}; nothing outside a repository or without git. */
  static Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    git("rev-parse", "HEAD").ifPresent(commit -> facts.put("git_commit", commit));
    git("status", "--porcelain", "--untracked-files=no")
        .ifPresent(changes -> facts.put("git_dirty", Boolean.toString(!changes.isEmpty())));
    return facts;
  }

  private static Optional<String> git(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no git here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
