package dev.nightsweep.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeScopeTest {
  @ParameterizedTest
  @CsvSource({
    "*.py, a.py, true",
    "*.py, deep/er/a.py, true",
    "*.py, a.pyc, false",
    "plots, plots/draw.py, true",
    "plots/, deep/plots/draw.py, true",
    "plots, plots.py, false",
    "conf/*.json, conf/a.json, true",
    "conf/*.json, conf/deep/a.json, false",
    "conf/**.json, conf/deep/a.json, true",
    "conf/deep, conf/deep/a.json, true",
    "conf/deep, other/conf/deep/a.json, false",
    "./conf/a.json, conf/a.json, true",
    "**/a.py, a.py, true",
    "**/a.py, b/a.py, true",
    "../lib/*.py, ../lib/a.py, true",
    "../lib, ../lib/a.py, true",
    "../lib/*.py, lib/a.py, false"
  })
  void aPatternIsOfNamesFromTheProgramsFolder(String pattern, String name, boolean matches) {
    CodeScope scope = new CodeScope(List.of(), List.of(pattern));
    assertThat(scope.excludes(name)).isEqualTo(matches);
    assertThat(new CodeScope(List.of(pattern), List.of()).includes(name)).isEqualTo(matches);
    assertThat(new CodeScope(List.of(name), List.of(name)).includes(name)).isFalse();
  }
}
