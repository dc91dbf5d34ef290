package dev.nightsweep.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.nightsweep.model.ClassLabels;
import java.io.IOException;

/** {@link ClassLabels} as a string of digits or, with classes above 9, as an array of numbers. */
final class ClassLabelsJson {
  private ClassLabelsJson() {}

  static SimpleModule module() {
    return new SimpleModule("class labels")
        .addSerializer(new Writer())
        .addDeserializer(ClassLabels.class, new Reader());
  }

  private static final class Writer extends StdSerializer<ClassLabels> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(ClassLabels.class);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, ClassLabels labels) {
      return labels.isEmpty();
    }

    @Override
    public void serialize(ClassLabels labels, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (labels.isOfDigits()) {
        json.writeString(labels.text());
      } else {
        json.writeArray(labels.stream().toArray(), 0, labels.size());
      }
    }
  }

  private static final class Reader extends StdDeserializer<ClassLabels> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(ClassLabels.class);
    }

    @Override
    public ClassLabels deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      if (json.currentToken() == JsonToken.START_ARRAY) {
        return ClassLabels.of(context.readValue(json, int[].class));
      }
      String digits = json.getText();
      if (!areDigits(digits)) {
        throw context.weirdStringException(digits, ClassLabels.class, "not a string of digits");
      }
      return ClassLabels.parse(digits);
    }

    private static boolean areDigits(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) < '0' || text.charAt(i) > '9') {
          return false;
        }
      }
      return true;
    }
  }
}
