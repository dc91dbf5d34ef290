package dev.nightsweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.search.Hash;
import dev.nightsweep.spec.SmallCatalog;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final SmallCatalog OLD = SmallCatalog.create();
  private static final SmallCatalog GROWN = OLD.grown();
  private static final SortedMap<String, String> BASIS = new TreeMap<>(Map.of("data", "abc"));

  private static Settings paper() {
    return Settings.of(Map.of("preset", Setting.of("paper")));
  }

  private static String grown(Settings given) {
    return new Identity(GROWN).of(GROWN.resolve(given), 1, BASIS);
  }

  private static String old(Settings given) {
    return new Identity(OLD).of(OLD.resolve(given), 1, BASIS);
  }

  @Test
  void aNewParameterAtItsDefaultChangesNothing() {
    assertThat(grown(Settings.NONE)).isEqualTo(old(Settings.NONE));
    assertThat(grown(paper())).isEqualTo(old(paper()));
  }

  @Test
  void aNewParameterAtThePresetsDefaultWrittenOutChangesNothing() {
    assertThat(grown(paper().with("lrn.k", Setting.of(3.0)))).isEqualTo(old(paper()));
  }

  @Test
  void aNewParameterOffItsDefaultCounts() {
    Settings otherPresetsDefault = paper().with("lrn.k", Setting.of(2.0));

    assertThat(grown(otherPresetsDefault)).isNotEqualTo(old(paper()));
    assertThat(grown(Settings.NONE.with("lrn.k", Setting.of(3.0))))
        .isNotEqualTo(old(Settings.NONE));
  }

  @Test
  void everythingThatDecidesAResultCounts() {
    Identity identity = new Identity(OLD);
    Settings settings = OLD.resolve(Settings.NONE);
    String id = identity.of(settings, 1, BASIS);

    assertThat(id).matches("[0-9a-f]{64}");
    assertThat(identity.of(settings, 2, BASIS)).isNotEqualTo(id);
    assertThat(identity.of(settings.with("width", Setting.of(1.0)), 1, BASIS)).isNotEqualTo(id);
    assertThat(identity.of(settings, 1, new TreeMap<>(Map.of("data", "abd")))).isNotEqualTo(id);
    assertThat(identity.of(settings, 1, new TreeMap<>())).isNotEqualTo(id);
  }

  @Test
  void textsCannotImitateEachOther() {
    assertThat(Hash.of("ab", "c")).isNotEqualTo(Hash.of("a", "bc"));
    assertThat(Hash.of("a", "")).isNotEqualTo(Hash.of("", "a"));
  }

  /** Pinned: stored runs are found again by it. */
  @Test
  void identitiesNeverChange() {
    assertThat(old(Settings.NONE))
        .isEqualTo("a4b9635cf723e030b7319c77262d0fad58c9f733c7857442a294c8a79e491980");
  }

  @Test
  void theHashOfATextIsThatOfEveryOtherTool() {
    assertThat(Hash.ofText("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
