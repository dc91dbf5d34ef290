package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.CodeScope;
import dev.nightsweep.model.OpenCatalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeScopeCheckTest {
  private static final String OWN =
      "name: x\nprogram: t.py\nmethod: grid\nmetric: {name: acc, goal: maximize}\nparameters: {a: {value: 1}}\n";

  private static CodeScope scope(String identity) {
    return SpecReader.read("x.yaml", OWN + identity, name -> Optional.of(new OpenCatalog(name)))
        .spec()
        .code();
  }

  @Test
  void filesAreTakenInAndLeftOutByPatterns() {
    assertThat(scope("identity: {include: [conf/*.json, 7], exclude: [plots]}\n"))
        .isEqualTo(new CodeScope(List.of("conf/*.json", "7"), List.of("plots")));
    assertThat(scope("identity: {exclude: [plots]}\n"))
        .isEqualTo(new CodeScope(List.of(), List.of("plots")));
    assertThat(scope("")).isEqualTo(CodeScope.USUAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          identity: plots | must be a map
          identity: {excluded: [a]} | unknown key 'excluded'
          identity: {exclude: plots} | must be a list
          identity: {exclude: []} | must not be an empty list
          identity: {exclude: [/etc]} | begins with a slash
          identity: {exclude: ['[a']} | is no pattern of names
          identity: {exclude: ['a\\/']} | is no pattern of names
          """)
  void whatIsWrongIsNamed(String identity, String problem) {
    assertThatThrownBy(() -> scope(identity))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(problem);
  }
}
