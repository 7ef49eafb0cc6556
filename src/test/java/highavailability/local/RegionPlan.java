package highavailability.local;

import highavailability.emulator.FaultPlan;
import java.util.Optional;

/**
 * All that is wrong with one region at one moment.
 *
 * @param service the Media Services account's part; when its region is down, so is the storage
 * @param storageDown whether the storage account cannot be reached
 * @param copies what happens to server-side copies into the storage account
 */
record RegionPlan(FaultPlan service, boolean storageDown, Optional<CopyFault> copies) {

  /** All is well. */
  static RegionPlan none() {
    return new RegionPlan(FaultPlan.none(), false, Optional.empty());
  }

  boolean isStorageClosed() {
    return storageDown || service.regionDown();
  }
}
