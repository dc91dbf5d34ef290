package dev.nightsweep.cli;

import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ProgramRef;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Entries with a mark before every text in them that is no id of a file: names of metrics, factors,
 * arms and parameters, levels, causes, log lines, facts. The same text gets the same mark, so that
 * they still fit each other.
 */
final class Marked {
  /** What would be a formula, an attribute, an element, a clipboard's content, a turned word. */
  static final String MARK =
      "=x'\"><mark-x onload=alert(1)>\u001b]52;c;QUJD\u0007\u009b2J\u202eabc\r";

  /** Names of files and folders, and what is no text of anybody's. */
  private static final Set<String> KEPT =
      Set.of(
          "sweepId",
          "runId",
          "fromRunId",
          "runIds",
          "neverLearned",
          "specFile",
          "specHash",
          "planHash",
          "identity",
          "sha256",
          "parameterHash");

  private Marked() {}

  static Entry entry(Entry entry) {
    return (Entry) of(entry, "");
  }

  static String text(String text) {
    boolean reserved = text.isEmpty() || text.equals(Metrics.TIME) || text.equals(Contrast.ARM);
    return reserved ? text : MARK + text;
  }

  private static Object of(Object value, String name) {
    if (KEPT.contains(name)) {
      return value;
    } else if (value instanceof String text) {
      return text(text);
    } else if (value instanceof Optional<?> optional) {
      return optional.map(held -> of(held, ""));
    } else if (value instanceof List<?> list) {
      return list.stream().map(item -> of(item, "")).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> marked = new TreeMap<>();
      map.forEach((key, held) -> marked.put(text((String) key), of(held, "")));
      return marked;
    } else if (value instanceof ProgramRef program) {
      return new ProgramRef.Command(text(program.text()) + " " + BuiltInProgram.DEFAULT_NAME);
    }
    return value instanceof Record made ? rebuilt(made) : value;
  }

  private static Object rebuilt(Record made) {
    RecordComponent[] components = made.getClass().getRecordComponents();
    Object[] parts = new Object[components.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        components[i].getAccessor().setAccessible(true);
        parts[i] = of(components[i].getAccessor().invoke(made), components[i].getName());
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = made.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(made.getClass().getName(), e);
    }
  }
}
