package dev.nightsweep.model;

import java.util.List;
import java.util.Optional;

/** Which runs a sweep makes to answer its question. */
public sealed interface Design {

  /** How points are chosen. */
  SearchMethod method();

  /** The planned seeds, in order; of a tuned sweep those that its arms are compared on. */
  List<Long> seeds();

  /** What is compared; nothing in a search. */
  Optional<GridDesign> grid();

  /** The same with other seeds, which a rule may have added. */
  Design with(List<Long> seeds, Optional<SeedRule> rule);

  /**
   * Every arm with every seed.
   *
   * @param rule by which seeds are added, if they are
   * @param factors what varies; none where arms are named
   * @param contrasts which arms are compared with which; none without {@code ablation:}
   */
  record GridDesign(
      List<Long> seeds, Optional<SeedRule> rule, List<Factor> factors, List<Contrast> contrasts)
      implements Design {
    public GridDesign {
      seeds = List.copyOf(seeds);
      factors = List.copyOf(factors);
      contrasts = List.copyOf(contrasts);
    }

    @Override
    public SearchMethod method() {
      return SearchMethod.GRID;
    }

    @Override
    public Optional<GridDesign> grid() {
      return Optional.of(this);
    }

    @Override
    public GridDesign with(List<Long> otherSeeds, Optional<SeedRule> otherRule) {
      return new GridDesign(otherSeeds, otherRule, factors, contrasts);
    }
  }

  /**
   * A grid whose arms are compared at settings that are tuned inside each of them before.
   *
   * @param compared the arms, once they are tuned
   */
  record TunedDesign(GridDesign compared, Tuning tuning) implements Design {
    @Override
    public SearchMethod method() {
      return compared.method();
    }

    @Override
    public List<Long> seeds() {
      return compared.seeds();
    }

    @Override
    public Optional<GridDesign> grid() {
      return Optional.of(compared);
    }

    @Override
    public TunedDesign with(List<Long> seeds, Optional<SeedRule> rule) {
      return new TunedDesign(compared.with(seeds, rule), tuning);
    }
  }

  /**
   * A search: points are drawn, nothing is compared.
   *
   * @param seeds of the trials
   */
  record SearchDesign(SearchMethod method, List<Long> seeds, Search search) implements Design {
    public SearchDesign {
      seeds = List.copyOf(seeds);
    }

    @Override
    public Optional<GridDesign> grid() {
      return Optional.empty();
    }

    @Override
    public SearchDesign with(List<Long> otherSeeds, Optional<SeedRule> rule) {
      return new SearchDesign(method, otherSeeds, search);
    }
  }
}
