package dev.nightsweep.cli.console;

import dev.nightsweep.model.ModelCard;
import dev.nightsweep.text.Numbers;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A model card as the console shows it.
 *
 * @param reference what the net departs from; may be empty
 */
public record ModelText(ModelCard card, String reference) {

  public Stream<Object> lines() {
    Stream<Object> layers = Stream.of("", layers());
    return card.departures().isEmpty()
        ? layers
        : Stream.concat(layers, Stream.of("", departures()));
  }

  private TextTable departures() {
    String from = reference.isEmpty() ? "what it is named after" : reference;
    TextTable departures = new TextTable("DEPARTURES FROM " + from.toUpperCase(Locale.ROOT));
    card.departures().forEach(departures::row);
    return departures;
  }

  private TextTable layers() {
    TextTable table =
        new TextTable("LAYER", "KIND", "OUTPUT", "PARAMETERS", "MULTIPLY-ADDS", "ONEDNN");
    card.layers()
        .forEach(
            layer ->
                table.row(
                    layer.name(),
                    layer.kind(),
                    layer.shape(),
                    Numbers.grouped(layer.parameters()),
                    Numbers.grouped(layer.multiplyAdds()),
                    layer.oneDnn() ? "yes" : "no"));
    table.row(
        "in all",
        "",
        "",
        Numbers.grouped(card.parameters()),
        Numbers.grouped(card.multiplyAdds()),
        "");
    return table;
  }
}
