package dev.nightsweep.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.ProgramCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CodeTextTest {
  private static ProgramCode code(String hash) {
    return ProgramCode.of("of the beginning", new TreeMap<>(Map.of("t.py", hash)));
  }

  @Test
  void aChangeThatMixesNothingIsToldSo() {
    assertThat(CodeText.of(code("a"), code("b"))).contains("(t.py)", "nothing is mixed");
  }

  /** The mark of the first time stands there already. */
  @Test
  void aFileThatChangesAgainIsToldAsTheFirstTime() {
    List<String> changed = List.of("t.py");
    ProgramCode declared = code("b").declaring(changed);
    assertThat(CodeText.of(code("a"), declared)).contains("--same-code");
    assertThat(CodeText.of(declared, code("c").declaring(changed))).contains("--same-code");
    ProgramCode mixed = code("b").mixing(changed);
    assertThat(CodeText.of(code("a"), mixed)).contains("beside what the old code gave");
    assertThat(CodeText.of(mixed, code("c").mixing(changed)))
        .contains("beside what the old code gave");
    assertThat(CodeText.of(declared, code("c").declaring(changed).mixing(changed)))
        .contains("beside what the old code gave");
  }
}
