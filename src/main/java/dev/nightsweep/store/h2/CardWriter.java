package dev.nightsweep.store.h2;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.ModelCard;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/** Writes model cards, each distinct one once. */
final class CardWriter {
  private final Statements statements;
  private final Set<String> known = new HashSet<>();

  CardWriter(Statements statements) {
    this.statements = statements;
  }

  /** Keeps the card, if it is not kept yet; returns its key. */
  String keep(ModelCard card) throws SQLException {
    String json = Json.write(card);
    String hash = DigestUtils.sha256Hex(json);
    if (known.add(hash) && insert(hash, json)) {
      insertLayers(hash, card.layers());
      insertDepartures(hash, card.departures());
    }
    return hash;
  }

  /** Forgets the cards that no run has. */
  void forgetUnused() throws SQLException {
    statements.update(
        """
        DELETE FROM nightsweep.model_card c WHERE NOT EXISTS
          (SELECT * FROM nightsweep.training t WHERE t.card_hash = c.card_hash)
        """);
  }

  /** Whether it was not there before. */
  private boolean insert(String hash, String json) throws SQLException {
    return statements.update(
            """
            INSERT INTO nightsweep.model_card(card_hash, card)
            SELECT ?, ? WHERE NOT EXISTS
              (SELECT * FROM nightsweep.model_card WHERE card_hash = ?)
            """,
            hash,
            json,
            hash)
        == 1;
  }

  private void insertLayers(String hash, List<ModelCard.Layer> layers) throws SQLException {
    for (int i = 0; i < layers.size(); i++) {
      ModelCard.Layer layer = layers.get(i);
      statements.update(
          """
          INSERT INTO nightsweep.model_layer(card_hash, ordinal, name, kind, output_shape,
            parameters, multiply_adds, onednn) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
          hash,
          i + 1,
          layer.name(),
          layer.kind(),
          layer.shape(),
          layer.parameters(),
          layer.multiplyAdds(),
          layer.oneDnn());
    }
  }

  private void insertDepartures(String hash, List<String> departures) throws SQLException {
    for (int i = 0; i < departures.size(); i++) {
      statements.update(
          """
          INSERT INTO nightsweep.model_departure(card_hash, ordinal, departure) VALUES (?, ?, ?)
          """,
          hash,
          i + 1,
          departures.get(i));
    }
  }
}
