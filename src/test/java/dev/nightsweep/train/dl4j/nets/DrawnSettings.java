package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Settings in the ranges of parameters, by seeds from 0; small ones more often than large ones. */
final class DrawnSettings {
  private static final int USUAL_MAXIMUM = 6000;
  private static final int USUAL_REAL = 3;
  private static final int LARGE_ONE_OF = 20;

  private DrawnSettings() {}

  /** Of some parameters each, so that defaults matter too. */
  static Stream<Settings> of(List<Parameter> parameters) {
    return IntStream.iterate(0, seed -> seed + 1)
        .mapToObj(seed -> settings(parameters, new SplittableRandom(seed)));
  }

  private static Settings settings(List<Parameter> parameters, RandomGenerator random) {
    double share = random.nextDouble();
    Map<String, Setting> given = new HashMap<>();
    for (Parameter parameter : parameters) {
      if (random.nextDouble() < share) {
        given.put(parameter.name(), draw(parameter.domain(), random));
      }
    }
    return Settings.of(given);
  }

  private static Setting draw(Domain domain, RandomGenerator random) {
    if (domain instanceof Domain.Flag) {
      return Setting.of(random.nextBoolean());
    } else if (domain instanceof Domain.Whole whole) {
      return whole(whole, random);
    } else if (domain instanceof Domain.Real real) {
      double least = Math.max(real.min(), -USUAL_REAL);
      double most = Math.min(real.max(), USUAL_REAL);
      double number = least + (most - least) * random.nextDouble();
      return domain.accept(Setting.of(number)).orElseThrow();
    } else if (domain instanceof Domain.Choice choice) {
      return Setting.of(choice.literals().get(random.nextInt(choice.literals().size())));
    } else if (domain instanceof Domain.Either either) {
      return draw(random.nextBoolean() ? either.first() : either.second(), random);
    }
    return Setting.of(random.nextBoolean() ? "mnist" : "/some/folder");
  }

  private static Setting whole(Domain.Whole domain, RandomGenerator random) {
    boolean large = random.nextInt(LARGE_ONE_OF) == 0;
    double most = large ? domain.max() : Math.min(domain.max(), USUAL_MAXIMUM);
    double least = Math.max(1, domain.min());
    long number = (long) (least * Math.pow(most / least, random.nextDouble()));
    return domain.accept(Setting.of(number)).orElse(Setting.of((long) least));
  }
}
