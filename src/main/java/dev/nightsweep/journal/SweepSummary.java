package dev.nightsweep.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightsweep.model.ContrastResult;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the open form of a {@link SweepFile} tells of its verdicts beside its journals; the dense
 * form tells nothing.
 *
 * @param answers the sentences
 * @param contrasts the rows
 */
public record SweepSummary(
    Optional<List<String>> answers, Optional<List<ContrastResult>> contrasts) {
  public SweepSummary {
    answers = answers.map(List::copyOf);
    contrasts = contrasts.map(List::copyOf);
  }

  /**
   * Reads either form.
   *
   * @throws IOException if it is neither
   */
  public static SweepSummary read(String json) throws IOException {
    JsonNode file = Json.read(json, JsonNode.class);
    return new SweepSummary(
        list(file, "answers", String[].class), list(file, "contrasts", ContrastResult[].class));
  }

  private static <T> Optional<List<T>> list(JsonNode file, String name, Class<T[]> type)
      throws IOException {
    if (!file.hasNonNull(name)) {
      return Optional.empty();
    }
    T[] told = Json.read(Json.write(file.get(name)), type);
    return Optional.of(Arrays.stream(told).filter(Objects::nonNull).toList());
  }
}
