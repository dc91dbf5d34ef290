package dev.nightsweep.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPairsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lr=0.1,seed=3 | lr:0.1 seed:3",
        "lr=0.1-seed=3 | lr:0.1 seed:3",
        "lr=1e-3_seed=3 | lr:1e-3 seed:3",
        "run7_lr=-1_weight_decay=0 | run7_lr:-1 weight_decay:0",
        "net=resnet_18;lrn=True | net:\"resnet_18\" lrn:true",
        "seed=01 | seed:\"01\"",
        "opt.lr=.5 | opt.lr:\".5\"",
        "lr_0.1-seed_3 | ''",
        "a==1 | ''",
        "= | ''"
      })
  void onlyWhatHasAnEqualsSign(String name, String pairs) {
    assertThat(
            NamedPairs.in(name).stream()
                .map(pair -> pair.name() + ":" + pair.json())
                .collect(Collectors.joining(" ")))
        .isEqualTo(pairs);
  }
}
