package dev.nightsweep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings are plain values in JSON, and the same ones when they are read. */
class SettingFormatTest {

  private static Settings settings() {
    Map<String, Setting> inner = new LinkedHashMap<>();
    inner.put("z", new Setting.Null());
    inner.put("a", new Setting.Array(List.of()));
    return Settings.of(
        Map.of(
            "list", new Setting.Array(List.of(Setting.of(64), Setting.of(1.0), Setting.of("\"q"))),
            "map", new Setting.Dictionary(inner),
            "nothing", new Setting.Null(),
            "text", Setting.of("null"),
            "yes", Setting.of(true)));
  }

  @Test
  void everyKindIsReadAsItWasWritten() throws IOException {
    String json = Json.write(settings());

    assertThat(json)
        .isEqualTo(
            "{\"list\":[64,1.0,\"\\\"q\"],\"map\":{\"z\":null,\"a\":[]},\"nothing\":null,"
                + "\"text\":\"null\",\"yes\":true}");
    assertThat(Json.read(json, Settings.class)).isEqualTo(settings());
  }

  @Test
  void whatIsNoValueIsToldFromNull() throws IOException {
    assertThat(Json.read("{\"name\":\"a\",\"levels\":[null,3]}", Factor.class))
        .isEqualTo(new Factor("a", List.of(new Setting.Null(), Setting.of(3)), null));
  }
}
