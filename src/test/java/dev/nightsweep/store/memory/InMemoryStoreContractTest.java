package dev.nightsweep.store.memory;

import dev.nightsweep.store.IndexingContract;
import dev.nightsweep.store.ReadingsContract;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.SweepsContract;

/** The contract, kept in memory. */
class InMemoryStoreContractTest implements SweepsContract, ReadingsContract, IndexingContract {
  private final Store store = new InMemoryStore();

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Store anotherStore() {
    return new InMemoryStore();
  }
}
