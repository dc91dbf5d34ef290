package dev.nightsweep.plan;

import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the contrasts that a spec's claims are about. */
final class ClaimedContrasts {
  private ClaimedContrasts() {}

  /**
   * In the order of the spec.
   *
   * @throws PlanException if a claim fits none of the contrasts, or several
   */
  static List<Claim> of(List<Spec.Said> said, List<Contrast> contrasts) {
    List<Claim> claims = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Spec.Said claim : said) {
      List<Contrast> meant = contrasts.stream().filter(c -> isMeant(claim, c)).toList();
      if (meant.size() == 1) {
        claims.add(new Claim(meant.get(0), claim.metric(), claim.kind(), claim.amount()));
      } else {
        problems.add(problem(claim, meant, contrasts));
      }
    }
    refuse(problems);
    return List.copyOf(claims);
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new PlanException(problems);
    }
  }

  private static boolean isMeant(Spec.Said claim, Contrast contrast) {
    return contrast.factor().equals(claim.factor())
        && claim.level().map(contrast.level()::equals).orElse(true)
        && claim.against().map(contrast.baseline()::equals).orElse(true);
  }

  private static String problem(Spec.Said claim, List<Contrast> meant, List<Contrast> all) {
    List<Contrast> fitting = meant.isEmpty() ? all : meant;
    String titles = fitting.stream().map(Contrast::title).collect(Collectors.joining("; "));
    return "The claim about %s %s of what is compared: %s. Add level%s."
        .formatted(
            claim.factor(),
            meant.isEmpty() ? "fits none" : "fits several",
            titles,
            claim.factor().equals(Contrast.ARM) ? " or against" : ", against or both");
  }
}
