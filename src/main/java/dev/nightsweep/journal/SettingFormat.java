package dev.nightsweep.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.nightsweep.model.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A setting in JSON: the plain value that it is, without a {@code type}. */
final class SettingFormat {
  private SettingFormat() {}

  static void register(SimpleModule module) {
    module.addSerializer(new SettingWriter());
    module.addDeserializer(Setting.class, new SettingReader());
  }

  private static final class SettingWriter extends StdSerializer<Setting> {
    private static final long serialVersionUID = 1L;

    SettingWriter() {
      super(Setting.class);
    }

    @Override
    public void serialize(Setting setting, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writePOJO(setting.plain());
    }
  }

  private static final class SettingReader extends StdDeserializer<Setting> {
    private static final long serialVersionUID = 1L;

    SettingReader() {
      super(Setting.class);
    }

    @Override
    public Setting deserialize(JsonParser json, DeserializationContext context) throws IOException {
      JsonToken token = json.currentToken();
      if (token.isBoolean()) {
        return Setting.of(json.getBooleanValue());
      }
      return switch (token) {
        case VALUE_NUMBER_INT -> Setting.of(json.getLongValue());
        case VALUE_NUMBER_FLOAT -> Setting.of(json.getDoubleValue());
        case VALUE_STRING -> Setting.of(json.getText());
        case VALUE_NULL -> new Setting.Null();
        case START_ARRAY -> array(json, context);
        case START_OBJECT -> dictionary(json, context);
        default -> throw context.wrongTokenException(json, Setting.class, token, "not a setting");
      };
    }

    private Setting array(JsonParser json, DeserializationContext context) throws IOException {
      List<Setting> items = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        items.add(deserialize(json, context));
      }
      return new Setting.Array(items);
    }

    private Setting dictionary(JsonParser json, DeserializationContext context) throws IOException {
      Map<String, Setting> entries = new LinkedHashMap<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        entries.put(name, deserialize(json, context));
      }
      return new Setting.Dictionary(entries);
    }

    @Override
    public Setting getNullValue(DeserializationContext context) {
      return new Setting.Null();
    }

    /** A field that is not there is no null. */
    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return null;
    }
  }
}
