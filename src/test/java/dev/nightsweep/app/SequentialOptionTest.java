package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Spec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequentialOptionTest {
  private static final SequentialOption USUAL =
      new SequentialOption(Optional.of(Spec.Stop.SETTLED), OptionalInt.empty());

  @TempDir private Path root;
  private InMemorySession session;

  @BeforeEach
  void open() {
    session = new InMemorySession(root);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void theCapIsTwentySeedsUnlessSaidOtherwise() {
    assertThat(rule(USUAL, InMemorySession.GRID)).isEqualTo(new SeedRule(3, 20, false, false));
    assertThat(rule(capped(7), InMemorySession.GRID).cap()).isEqualTo(7);
    assertThat(rule(USUAL, InMemorySession.GRID.replace("seeds: 3", "seeds: 12")).cap())
        .isEqualTo(24);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> rule(capped(2), InMemorySession.GRID))
        .hasMessageContaining("at most 2 seeds makes no sense where 3 are planned");
    assertThatThrownBy(() -> rule(USUAL, InMemorySession.GRID.replace("seeds: 3", "seeds: 2")))
        .hasMessageContaining("needs at least 3 planned seeds");
  }

  @Test
  void aRuleStandsOnceTheSweepHasBegun() {
    Spec spec = InMemorySession.spec(InMemorySession.GRID);
    Plan begun = session.resolver().find(spec, false, Optional.of(capped(7))).plan();
    assertThat(USUAL.rule(spec, begun, false).cap()).isEqualTo(7);
    assertThatThrownBy(() -> capped(9).rule(spec, begun, false))
        .hasMessageContaining("begun with a cap of 7 seeds");
  }

  private SeedRule rule(SequentialOption option, String text) {
    Spec spec = InMemorySession.spec(text);
    Plan plan = session.resolver().find(spec, false, Optional.empty()).plan();
    return option.rule(spec, plan, false);
  }

  private static SequentialOption capped(int seeds) {
    return new SequentialOption(Optional.of(Spec.Stop.SETTLED), OptionalInt.of(seeds));
  }
}
