package dev.nightsweep.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.WritableTypeId;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A record that JSON has as one flat object, whatever smaller records it is made of in Java: its
 * fields by their names, in their order.
 */
final class FlatRecord<T> {
  private static final TypeFactory TYPES = TypeFactory.defaultInstance();

  private final Class<T> type;
  private final Function<Values, T> reader;
  private final Map<String, Field<T>> fields = new LinkedHashMap<>();

  /**
   * @param reader makes the record of what stands in its fields
   */
  FlatRecord(Class<T> type, Function<Values, T> reader) {
    this.type = type;
    this.reader = reader;
  }

  private record Field<T>(JavaType type, Function<T, ?> value, boolean leftOutIfEmpty) {
    private boolean isWritten(Object content) {
      boolean isEmpty =
          content instanceof Collection<?> list ? list.isEmpty() : content.equals(Optional.empty());
      return !(leftOutIfEmpty && isEmpty);
    }
  }

  FlatRecord<T> field(String name, Class<?> of, Function<T, ?> value) {
    return field(name, TYPES.constructType(of), value, false);
  }

  FlatRecord<T> list(String name, Class<?> of, Function<T, ? extends List<?>> value) {
    return field(name, TYPES.constructCollectionType(List.class, of), value, false);
  }

  FlatRecord<T> map(String name, Class<?> of, Function<T, ? extends Map<String, ?>> value) {
    return field(name, TYPES.constructMapType(Map.class, String.class, of), value, false);
  }

  /** A list that is not written if it is empty. */
  FlatRecord<T> anyOf(String name, Class<?> of, Function<T, ? extends List<?>> value) {
    return field(name, TYPES.constructCollectionType(List.class, of), value, true);
  }

  /** What is not written if it is absent. */
  FlatRecord<T> optional(String name, Class<?> of, Function<T, ? extends Optional<?>> value) {
    return field(name, TYPES.constructType(of), value, true);
  }

  private FlatRecord<T> field(
      String name, JavaType of, Function<T, ?> value, boolean leftOutIfEmpty) {
    fields.put(name, new Field<>(of, value, leftOutIfEmpty));
    return this;
  }

  Class<T> type() {
    return type;
  }

  /** The names of the fields and the types of what they hold, in order. */
  Map<String, JavaType> fields() {
    Map<String, JavaType> types = new LinkedHashMap<>();
    fields.forEach((name, field) -> types.put(name, field.type()));
    return types;
  }

  void register(SimpleModule module) {
    module.addSerializer(new Writer<>(this));
    module.addDeserializer(type, new Reader<>(this));
  }

  private void write(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
    for (Map.Entry<String, Field<T>> field : fields.entrySet()) {
      Object content = field.getValue().value().apply(value);
      if (content == null || field.getValue().isWritten(content)) {
        provider.defaultSerializeField(field.getKey(), content, json);
      }
    }
  }

  private T read(JsonParser json, DeserializationContext context) throws IOException {
    Map<String, Object> values = new HashMap<>();
    String name = json.isExpectedStartObjectToken() ? json.nextFieldName() : json.currentName();
    while (name != null) {
      JsonToken token = json.nextToken();
      Field<T> field = fields.get(name);
      if (field == null) {
        json.skipChildren(); // of a newer version
      } else if (token != JsonToken.VALUE_NULL) {
        values.put(name, context.readValue(json, field.type()));
      }
      name = json.nextFieldName();
    }
    try {
      return reader.apply(new Values(values));
    } catch (RuntimeException e) {
      throw JsonMappingException.from(json, "it is no %s".formatted(type.getSimpleName()), e);
    }
  }

  /** What stands in the fields of an object; those that are absent have nothing. */
  record Values(Map<String, Object> byName) {
    <V> V get(String name, Class<V> type) {
      return type.cast(byName.get(name));
    }

    String text(String name) {
      return get(name, String.class);
    }

    int whole(String name) {
      return optional(name, Integer.class).orElse(0);
    }

    double number(String name) {
      return optional(name, Double.class).orElse(0.0);
    }

    boolean flag(String name) {
      return optional(name, Boolean.class).orElse(false);
    }

    <V> Optional<V> optional(String name, Class<V> type) {
      return Optional.ofNullable(get(name, type));
    }

    /** None if the field is absent. */
    <V> List<V> list(String name, Class<V> type) {
      List<V> items = new ArrayList<>();
      if (byName.get(name) instanceof List<?> list) {
        list.forEach(item -> items.add(type.cast(item)));
      }
      return items;
    }

    /** None if the field is absent. */
    Map<String, Double> numbers(String name) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      if (byName.get(name) instanceof Map<?, ?> map) {
        map.forEach((key, number) -> numbers.put((String) key, (Double) number));
      }
      return numbers;
    }
  }

  private static final class Writer<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient FlatRecord<T> format;

    Writer(FlatRecord<T> format) {
      super(format.type);
      this.format = format;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      format.write(value, json, provider);
      json.writeEndObject();
    }

    @Override
    public void serializeWithType(
        T value, JsonGenerator json, SerializerProvider provider, TypeSerializer typed)
        throws IOException {
      WritableTypeId id = typed.writeTypePrefix(json, typed.typeId(value, JsonToken.START_OBJECT));
      format.write(value, json, provider);
      typed.writeTypeSuffix(json, id);
    }
  }

  private static final class Reader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient FlatRecord<T> format;

    Reader(FlatRecord<T> format) {
      super(format.type);
      this.format = format;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return format.read(json, context);
    }
  }
}
