package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.store.QueryException;
import dev.nightsweep.store.h2.H2Store;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitedQueryTest {
  @TempDir private Path folder;

  /**
   * H2 looks at no clock while it hashes. It is left alone with it: so few rounds end by
   * themselves.
   */
  @Test
  void aFunctionThatTakesTooLongIsLeftBehind() {
    Console nowhere = new Console(silent(), silent(), 0);
    try (H2Store store = H2Store.open(folder)) {
      LimitedQuery query = new LimitedQuery(store, Duration.ofMillis(300));
      assertThatThrownBy(
              () ->
                  query.answer("SELECT HASH('SHA256', 'x', 20000000)", QueryFormat.csv.on(nowhere)))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("took longer than");
    }
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
