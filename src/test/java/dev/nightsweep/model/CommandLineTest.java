package dev.nightsweep.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "${program} | my train.py",
        "--script=${program} | --script=my train.py",
        "cd x && python ${program} | cd x && python 'my train.py'",
        "python '${program}' | python 'my train.py'",
        "python \"${program}\" | python \"my train.py\"",
        "echo \\${program} | echo \\${program}",
        "plain | plain",
      })
  void theProgramIsNamedSoThatItStaysOneWord(String word, String named) {
    assertThat(new CommandLine(List.of(word)).of("my train.py").words()).containsExactly(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "train ${args} > log | train ${args} --seed=${seed} > log",
        "train ${args_no_equals} | train ${args_no_equals} --seed ${seed}",
        "train ${args_override_hydra} | train ${args_override_hydra} ++seed=${seed}",
        "train ${args_append_hydra} | train ${args_append_hydra} +seed=${seed}",
        "train ${args_json_file} ${HOME} | train ${seeded_args_json_file} ${HOME}",
      })
  void theSeedStandsBehindTheArgumentsInsideALongerWordToo(String word, String seeded) {
    assertThat(new CommandLine(List.of("sh", "-c", word)).withSeed().words())
        .containsExactly("sh", "-c", seeded);
  }

  @Test
  void namesOfWhatIsNestedAreNoWordsToStartAndComeBackFromTheLine() {
    CommandLine line = new CommandLine(List.of("python", "x.py", "${args_json}"));
    CommandLine nested = CommandLine.parse(line.withNested(Set.of("opt", "a b}")).text());
    assertThat(nested.nested()).containsExactlyInAnyOrder("opt", "a b}");
    assertThat(nested.items()).hasSize(3);
    assertThat(line.nested()).isEmpty();
  }
}
