package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.Spec.Stop;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequentialOptionTest {
  private static final SequentialOption USUAL =
      new SequentialOption(Optional.of(Stop.SETTLED), OptionalInt.empty());

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

  @Test
  void aSpecMaySayHowItStops() {
    assertThat(planned("settled", 3)).contains(new SeedRule(3, 20, false, false));
    assertThat(planned("anytime", 1)).contains(new SeedRule(1, 20, false, true));
    assertThat(planned("planned", 3)).isEmpty();
  }

  private Optional<SeedRule> planned(String stop, int seeds) {
    String text =
        InMemorySession.GRID.replace("seeds: 3", "seeds: %d, stop: %s".formatted(seeds, stop));
    Plan plan = session.resolver().find(InMemorySession.spec(text), true, Optional.empty()).plan();
    return plan.header().rule();
  }

  @Test
  void theCapOfARuleForAnyLookMayBeChanged() {
    SequentialOption anytime = new SequentialOption(Optional.of(Stop.ANYTIME), OptionalInt.of(7));
    Spec spec = InMemorySession.spec(InMemorySession.GRID);
    Plan begun = session.resolver().find(spec, false, Optional.of(anytime)).plan();
    SequentialOption higher = new SequentialOption(Optional.empty(), OptionalInt.of(30));
    assertThat(higher.rule(spec, begun, true)).isEqualTo(new SeedRule(3, 30, false, true));
    assertThatThrownBy(() -> USUAL.rule(spec, begun, false))
        .hasMessageContaining("has another rule, --anytime");
    SequentialOption lower = new SequentialOption(Optional.empty(), OptionalInt.of(2));
    assertThatThrownBy(() -> lower.rule(spec, begun, false)).hasMessageContaining("3 are planned");
  }

  private SeedRule rule(SequentialOption option, String text) {
    Spec spec = InMemorySession.spec(text);
    Plan plan = session.resolver().find(spec, false, Optional.empty()).plan();
    return option.rule(spec, plan, false);
  }

  private static SequentialOption capped(int seeds) {
    return new SequentialOption(Optional.of(Stop.SETTLED), OptionalInt.of(seeds));
  }
}
