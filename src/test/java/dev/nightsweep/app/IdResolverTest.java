package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdResolverTest {
  private static final String OTHER = "lrn-other-77aa";
  private final Store store = new InMemoryStore();
  private final IdResolver ids = new IdResolver(store);

  @BeforeEach
  void fill() {
    store.index(Fixtures.journals(Fixtures.SWEEP));
    store.index(Fixtures.journals(OTHER));
  }

  @Test
  void aWholeIdCountsThoughItBeginsOthers() {
    assertThat(ids.sweep(Fixtures.SWEEP).sweepId()).isEqualTo(Fixtures.SWEEP);
    assertThat(ids.run(Fixtures.run(OTHER, 'n', 1)).seed()).isEqualTo(1);
    assertThat(ids.findSweep(Fixtures.run(OTHER, 'n', 1))).isEmpty();
  }

  @Test
  void whatAScriptLeftAroundAnIdIsNoPartOfIt() {
    assertThat(ids.sweep(" " + Fixtures.SWEEP + "\r\n").sweepId()).isEqualTo(Fixtures.SWEEP);
    assertThat(ids.run(Fixtures.run(OTHER, 'n', 1) + "\r").seed()).isEqualTo(1);
  }

  @Test
  void whatIsNotOneSweepIsRefusedWithWhatToDo() {
    refused("lrn-", "could be any of 14 ids");
    refused("nothing", "No sweep or run has the id nothing");
    refused(Fixtures.run(OTHER, 'n', 1), "is a run, not a sweep");
    assertThatThrownBy(() -> ids.run(OTHER))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("is a sweep, not a run");
  }

  @Test
  void aSweepIsFoundByItsName() {
    assertThat(IdResolver.named(store, "lrn-ablation")).isNotEmpty();
    assertThat(IdResolver.named(store, "lrn")).isEmpty();
  }

  private void refused(String prefix, String message) {
    assertThatThrownBy(() -> ids.sweep(prefix))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(message);
  }
}
