package dev.nightsweep.cli.console;

import dev.nightsweep.model.ModelCard;
import java.util.stream.Stream;

/** A model card as the console shows it. */
public record ModelText(ModelCard card) {

  public Stream<Object> lines() {
    TextTable departures = new TextTable("DEPARTURES FROM KRIZHEVSKY ET AL. 2012");
    card.departures().forEach(departures::row);
    return Stream.of("", layers(), "", departures);
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
                    number(layer.parameters()),
                    number(layer.multiplyAdds()),
                    layer.oneDnn() ? "yes" : "no"));
    table.row("in all", "", "", number(card.parameters()), number(card.multiplyAdds()), "");
    return table;
  }

  private static String number(long number) {
    return "%,d".formatted(number);
  }
}
