package dev.nightsweep.store.h2;

import dev.nightsweep.store.IndexingContract;
import dev.nightsweep.store.ReadingsContract;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.SweepsContract;
import dev.nightsweep.store.Views;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, kept by a database in a file. */
class H2StoreContractTest implements SweepsContract, ReadingsContract, IndexingContract {
  @RegisterExtension final FreshDatabase databases = new FreshDatabase();

  private H2Store store;

  @BeforeEach
  void open() {
    store = databases.store();
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Store anotherStore() {
    return databases.store();
  }

  @Override
  public Map<String, List<String>> everything(Store other) {
    Map<String, List<String>> all = SweepsContract.super.everything(other);
    all.putAll(Views.dump(other));
    return all;
  }
}
