package dev.nightsweep.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Ranking;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Stopping;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The JSON of the vocabulary: records as objects, sealed types with a {@code type} field, settings
 * as plain values, instants as ISO-8601, NaN and infinities as the strings {@code "NaN"}, {@code
 * "Infinity"} and {@code "-Infinity"}.
 */
public final class Json {
  static final ObjectMapper MAPPER = mapper();

  private Json() {}

  /** One line of JSON, without a line break. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + value.getClass().getName(), e);
    }
  }

  /** The same as a tree, in this room only. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The same, over several lines, for people. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + value.getClass().getName(), e);
    }
  }

  /**
   * Reads what {@link #write} wrote. A field that is not known is ignored, so that a journal of a
   * newer minor version can be read.
   *
   * @throws IOException if it is not the JSON of such a value
   */
  public static <T> T read(String json, Class<T> type) throws IOException {
    T value = MAPPER.readValue(json, type);
    if (value == null) {
      throw new IOException("null is no " + type.getSimpleName());
    }
    return value;
  }

  /** What is written is read, whatever the length of a text. */
  private static JsonFactory unlimited() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build())
        .build();
  }

  private static ObjectMapper mapper() {
    SimpleModule settings = new SimpleModule("settings");
    SettingFormat.register(settings);
    settings.addSerializer(ProgramRef.class, new ToStringSerializer()); // in exports
    FlatRecords.ALL.forEach(flat -> flat.register(settings));
    JsonMapper.Builder builder =
        JsonMapper.builder(unlimited())
            .addModules(new Jdk8Module(), new JavaTimeModule(), settings, ClassLabelsJson.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // The components of a record and nothing else: not what its methods derive from them.
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .addMixIn(Settings.class, SettingsMixIn.class)
            .addMixIn(Entry.RunStarted.class, LeavesOutWhatIsAbsent.class)
            .addMixIn(Entry.LookTaken.class, LeavesOutWhatIsEmpty.class)
            .addMixIn(Entry.TrialsAdded.class, LeavesOutWhatIsEmpty.class)
            .addMixIn(Entry.TrialDecided.class, TrialDecidedMixIn.class)
            .addMixIn(Ranking.class, LeavesOutWhatIsEmpty.class)
            .addMixIn(SeedRule.class, SeedRuleMixIn.class)
            .addMixIn(Stopping.class, LeavesOutWhatIsAbsent.class)
            .addMixIn(RunResult.class, RunResultMixIn.class)
            .addMixIn(PlannedRun.class, PlannedRunMixIn.class);
    for (Class<?> sealed : WireNames.SEALED) {
      builder.addMixIn(sealed, TypedMixIn.class);
      registerCases(builder, sealed);
    }
    return builder.build();
  }

  private static void registerCases(JsonMapper.Builder builder, Class<?> sealed) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        registerCases(builder, permitted);
      } else {
        builder.registerSubtypes(new NamedType(permitted, WireNames.of(permitted)));
      }
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface TypedMixIn {}

  /** An optional field stands in a line only where there is something. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private interface LeavesOutWhatIsAbsent {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private interface LeavesOutWhatIsEmpty {}

  /** Most trials go on, and nothing is to be said of it; an id is never left out. */
  @SuppressWarnings("UnusedVariable") // Jackson reads the annotations
  private abstract static class TrialDecidedMixIn {
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private Optional<Ranking> ranking;

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private String reason;
  }

  /** Most runs are of no candidate. */
  @SuppressWarnings("UnusedVariable") // Jackson reads the annotation
  private abstract static class PlannedRunMixIn {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private Settings candidate;
  }

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @SuppressWarnings("UnusedVariable") // Jackson reads the annotation
  private abstract static class RunResultMixIn {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private ClassLabels truth;
  }

  @SuppressWarnings("UnusedVariable") // Jackson reads the annotation
  private abstract static class SeedRuleMixIn {
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    private boolean anytime;
  }

  private abstract static class SettingsMixIn {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("UnusedVariable") // Jackson reads the signature
    SettingsMixIn(SortedMap<String, Setting> byName) {}

    @JsonValue
    abstract SortedMap<String, Setting> byName();
  }
}
