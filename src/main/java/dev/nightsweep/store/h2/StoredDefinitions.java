package dev.nightsweep.store.h2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.db.RowDataType;
import org.h2.mvstore.tx.TransactionStore;
import org.h2.mvstore.tx.VersionedValueType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.h2.result.RowFactory;
import org.h2.result.SearchRow;
import org.h2.value.CompareMode;
import org.h2.value.VersionedValue;

/**
 * What a database file says that it consists of, read as plain data. H2 executes these statements
 * while it opens a file, and compiles and starts the triggers and functions among them; so it only
 * gets files that hold no others than a new one does.
 */
final class StoredDefinitions {
  /** Whose file it is, as far as its definitions tell. */
  enum Origin {
    /** It holds what this program's script makes, or a part of that. */
    THIS_SCRIPT,
    /** It says that a later version made it. */
    NEWER,
    /** It holds other definitions, or changes that were not brought to their end. */
    OTHER,
    /** It does not even have our user. */
    NOT_NIGHTSWEEP
  }

  private static final String DEFINITIONS = "table.0";
  private static final int COLUMNS = 4;
  private static final int SQL = 3;
  private static final String TYPES = "_";

  /** Its entries are Java objects, which reading would bring to life. */
  private static final String PREPARED = "openTransactions";

  private static final String USER = "CREATE USER IF NOT EXISTS \"NIGHTSWEEP\" ";
  private static final String VERSION = "CREATE CACHED TABLE \"NIGHTSWEEP\".\"VERSION\"(";

  private final MVStore store;

  private StoredDefinitions(MVStore store) {
    this.store = store;
  }

  /**
   * Reads them without a change to the file.
   *
   * @throws org.h2.mvstore.MVStoreException if it is damaged, or another process has it open
   */
  static Origin originOf(Path file) {
    try (MVStore store = new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
      return new StoredDefinitions(store).origin();
    }
  }

  /** The statements of a closed file, each in the form in which it is compared. */
  static List<String> of(Path file) {
    try (MVStore store = new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
      return new StoredDefinitions(store).statements();
    }
  }

  private Origin origin() {
    if (hasUnfinishedChanges() || !hasOnlyTypesOfTables()) {
      return Origin.OTHER;
    }
    List<String> statements = statements();
    if (statements.stream().allMatch(KnownDefinitions.read()::contain)) {
      return Origin.THIS_SCRIPT;
    }
    if (statements.stream().noneMatch(statement -> statement.startsWith(USER))) {
      return Origin.NOT_NIGHTSWEEP;
    }
    return version().filter(number -> number > SchemaVersion.NUMBER).isPresent()
        ? Origin.NEWER
        : Origin.OTHER;
  }

  /** H2 would undo or end them after it has read the definitions, which may then be others. */
  private boolean hasUnfinishedChanges() {
    return store.hasData(PREPARED)
        || store.getMapNames().stream()
            .filter(name -> name.startsWith(TransactionStore.UNDO_LOG_NAME_PREFIX))
            .anyMatch(store::hasData)
        || values(DEFINITIONS, COLUMNS).stream().anyMatch(value -> value.getOperationId() != 0);
  }

  /** H2 makes an object of every class that is named among the types. */
  private boolean hasOnlyTypesOfTables() {
    if (!store.hasMap(TYPES)) {
      return true;
    }
    TableTypes types = new TableTypes();
    try {
      store
          .openMap(
              TYPES,
              new MVMap.Builder<String, DataType<?>>()
                  .keyType(StringDataType.INSTANCE)
                  .valueType(types))
          .forEach((key, type) -> {});
      return true;
    } catch (MVStoreException e) {
      if (types.isForeign()) {
        return false;
      }
      throw e;
    }
  }

  private List<String> statements() {
    List<String> statements = new ArrayList<>();
    for (SearchRow row : rows(DEFINITIONS, COLUMNS)) {
      statements.add(KnownDefinitions.line(row.getValue(SQL).getString()));
    }
    return statements;
  }

  private Optional<Integer> version() {
    return rows(DEFINITIONS, COLUMNS).stream()
        .filter(row -> row.getValue(SQL).getString().startsWith(VERSION))
        .flatMap(row -> rows("table." + row.getValue(0).getInt(), 2).stream())
        .map(row -> row.getValue(0).getInt())
        .findFirst();
  }

  private List<SearchRow> rows(String table, int columns) {
    return values(table, columns).stream().map(VersionedValue::getCurrentValue).toList();
  }

  private List<VersionedValue<SearchRow>> values(String table, int columns) {
    if (!store.hasMap(table)) {
      return List.of();
    }
    MVMap<Long, VersionedValue<SearchRow>> map =
        store.openMap(
            table,
            new MVMap.Builder<Long, VersionedValue<SearchRow>>()
                .keyType(LongDataType.INSTANCE)
                .valueType(new VersionedValueType<>(rowType(columns))));
    return List.copyOf(map.values());
  }

  private static RowDataType rowType(int columns) {
    return RowFactory.getDefaultRowFactory()
        .createRowFactory(
            null,
            CompareMode.getInstance(null, 0),
            null,
            new int[columns],
            null,
            null,
            columns,
            false)
        .getRowDataType();
  }
}
