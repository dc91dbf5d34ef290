package dev.nightsweep.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void whatAThreadThrowsIsHeardOf() throws InterruptedException {
    List<Throwable> heard = new CopyOnWriteArrayList<>();
    for (Throwable failure : List.of(new IllegalStateException("x"), new OutOfMemoryError("y"))) {
      Threads.start("t", () -> sneak(failure), heard::add).join();
    }
    assertThat(heard).hasSize(2);
    assertThat(FailureText.of(heard.get(0))).isEqualTo("x");
    assertThat(FailureText.of(heard.get(1)))
        .startsWith("Memory ran out (")
        .contains("MB of Java heap", "NIGHTSWEEP_OPTS");
  }

  private static void sneak(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
