package highavailability.local;

import highavailability.emulator.FaultPlan;
import highavailability.emulator.Faults;
import java.util.function.UnaryOperator;

/**
 * What goes wrong in one region: its API, jobs and events by {@link #service}, its storage by
 * {@link #storage}, and all of them together here.
 */
record RegionFaults(String accountName, Faults service, StorageProxy storage) {

  /** What is wrong at the moment, with what is left of the counts. */
  RegionPlan plan() {
    FaultPlan ofService = service.plan();
    return new RegionPlan(
        ofService, storage.isCut() && !ofService.regionDown(), storage.copies().current());
  }

  /** Replaces all that is wrong. */
  void set(RegionPlan plan) {
    change(now -> plan);
  }

  /**
   * Changes what is wrong; what a fault holds already stays held when the fault stays. The change
   * may be asked more than once.
   */
  void change(UnaryOperator<RegionPlan> change) {
    synchronized (storage) {
      RegionPlan before = plan();
      RegionPlan after = change.apply(before);
      // Jobs write to the storage: it goes after them, and is back before them.
      if (!after.isStorageClosed()) {
        storage.restore();
      }
      service.change(
          now ->
              change.apply(new RegionPlan(now, before.storageDown(), before.copies())).service());
      if (after.isStorageClosed()) {
        storage.cut();
      }
      if (!after.copies().equals(before.copies())) {
        storage.copies().set(after.copies());
      }
    }
  }

  /**
   * Takes the API, the storage and the events away, and lets jobs and pending copies stand still.
   */
  void regionDown() {
    change(
        now -> new RegionPlan(now.service().withRegionDown(true), now.storageDown(), now.copies()));
  }

  /** Brings all of it back; jobs go on, and the events that waited come late. */
  void regionUp() {
    change(
        now ->
            new RegionPlan(now.service().withRegionDown(false), now.storageDown(), now.copies()));
  }

  /** Ends all faults. */
  void clear() {
    set(RegionPlan.none());
  }
}
