package dev.nightsweep.journal;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes values of any type that stands in a journal, by looking at what they are made of. */
final class AnyValue {
  private static final int MAX_TRIES = 1_000;
  private static final List<Double> NUMBERS =
      List.of(
          0.0,
          -0.0,
          0.1,
          1.0,
          1e16,
          1e-300,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "null",
          "NaN",
          "-1e400",
          "type",
          "run",
          "\",\"run\":\"x\"}",
          ",\"sweep\":\"x\"}",
          "}",
          "\\",
          "\u001b]52;c;QUJD\u0007",
          "\u202Egnp.exe",
          "\ud83d\ude00",
          "\ufffd",
          EntrySamples.HARD,
          "<script>alert(1)</script>",
          "=1+2",
          "../../x",
          "x".repeat(70_000));

  private final Random random;

  AnyValue(long seed) {
    this.random = new Random(seed);
  }

  /** The cases of a sealed type that are none themselves. */
  static Stream<Class<?>> cases(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(AnyValue::cases)
        : Stream.of(type);
  }

  /** Any value of the type; records that refuse one are made again of others. */
  Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    return ofClass((Class<?>) type);
  }

  private Object ofGeneric(Class<?> raw, Type[] parts) {
    if (raw == Optional.class) {
      return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(of(parts[0]));
    }
    int size = random.nextInt(3);
    if (List.class.isAssignableFrom(raw)) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add(of(parts[0]));
      }
      return list;
    }
    Map<String, Object> map = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      map.put((String) of(String.class), of(parts[1]));
    }
    return map;
  }

  private Object ofClass(Class<?> type) {
    Map<Class<?>, Supplier<Object>> plain =
        Map.of(
            String.class, () -> one(TEXTS),
            int.class, () -> one(List.of(0, 1, 2, -1, Integer.MAX_VALUE, Integer.MIN_VALUE)),
            long.class, () -> one(List.of(0L, 1L, -7L, Long.MAX_VALUE, Long.MIN_VALUE)),
            double.class, () -> one(NUMBERS),
            boolean.class, random::nextBoolean,
            Instant.class,
                () -> one(List.of(Instant.EPOCH, Instant.MIN, Instant.MAX, EntrySamples.AT)),
            OptionalDouble.class,
                () ->
                    random.nextBoolean()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((double) one(NUMBERS)),
            ClassLabels.class,
                () -> one(List.of(ClassLabels.NONE, ClassLabels.of(0, 9), ClassLabels.of(10, 255))),
            ProgramRef.class,
                () ->
                    one(
                        List.of(
                            ProgramRef.parse("simulated"),
                            ProgramRef.parse("python ${x} 'y"),
                            new ProgramRef.Net("my nets/a.yaml", "layers: []"))),
            Setting.class, () -> of(one(cases(Setting.class).toList())));
    Class<?> named = boxed(type);
    if (plain.containsKey(named)) {
      return plain.get(named).get();
    } else if (type.isEnum()) {
      return one(Arrays.asList(type.getEnumConstants()));
    }
    return type.isSealed() ? of(one(cases(type).toList())) : record(type);
  }

  private static Class<?> boxed(Class<?> type) {
    Map<Class<?>, Class<?>> primitives =
        Map.of(
            Integer.class, int.class,
            Long.class, long.class,
            Double.class, double.class,
            Boolean.class, boolean.class);
    return primitives.getOrDefault(type, type);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
      Object[] parts =
          Arrays.stream(components).map(part -> of(part.getGenericType())).toArray(Object[]::new);
      try {
        Class<?>[] types =
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        Object made = constructor.newInstance(parts);
        if (isPossible(made)) {
          return made;
        }
      } catch (InvocationTargetException e) {
        // It refuses such a value, and so none is ever written.
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(type.getName(), e);
      }
    }
    throw new AssertionError("no value that %s takes was found".formatted(type));
  }

  /** No plan has a search without a method of searching, and nothing is counted below 0. */
  private static boolean isPossible(Object made) {
    if (made instanceof ContrastResult.Reach reach) {
      return reach.images() >= 0;
    } else if (made instanceof ContrastResult.OverLooks looks) {
      return looks.foundAt() >= 0;
    } else if (made instanceof Assignment assignment) {
      return assignment.holdAfter() >= 0;
    }
    return !(made instanceof Design.SearchDesign drawn) || drawn.method() != SearchMethod.GRID;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
