package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a Git that is there, is not, fails or hangs answers. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its Git that hangs is a shell script")
class GitTreeTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void whatItSaysIsItsAnswerIfItEndsWell() throws IOException {
    assertThat(GitTree.answer(List.of("sh", "-c", "echo /x; echo y"), LONG)).contains("/x\ny");
    assertThat(GitTree.answer(List.of("sh", "-c", "echo /x; exit 128"), LONG)).isEmpty();
    assertThat(GitTree.answer(List.of("no-such-git"), LONG)).isEmpty();
  }

  /** It keeps its output open: to read it to its end is to wait for ever. */
  @Test
  @Timeout(30)
  void oneThatHangsIsToldOf() {
    assertThatThrownBy(
            () -> GitTree.answer(List.of("sh", "-c", "echo /x; sleep 600"), Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("`sh -c echo /x; sleep 600` has not answered within 1 seconds");
  }
}
