package highavailability.cli.cleanup;

import highavailability.cli.cleanup.CleanupSelection.Kind;
import highavailability.mediaservices.MediaServiceAdministration.AssetItem;
import highavailability.mediaservices.MediaServiceAdministration.JobItem;
import highavailability.mediaservices.MediaServiceAdministration.LocatorItem;
import java.time.Instant;
import java.util.Optional;

/** Something at an instance that can be cleaned up. */
sealed interface CleanupThing {
  /** What it is. */
  Kind kind();

  /** Its name. */
  String name();

  /** When it was made. */
  Instant createdAt();

  /** A job. */
  record OfJob(JobItem job) implements CleanupThing {
    @Override
    public Kind kind() {
      return Kind.jobs;
    }

    @Override
    public String name() {
      return job.name();
    }

    @Override
    public Instant createdAt() {
      return job.createdAt();
    }
  }

  /**
   * A streaming locator.
   *
   * @param locator the locator
   * @param asset what it publishes, if that is there
   */
  record OfLocator(LocatorItem locator, Optional<AssetItem> asset) implements CleanupThing {
    @Override
    public Kind kind() {
      return Kind.locators;
    }

    @Override
    public String name() {
      return locator.name();
    }

    @Override
    public Instant createdAt() {
      return locator.createdAt();
    }
  }

  /** An asset. */
  record OfAsset(AssetItem asset) implements CleanupThing {
    @Override
    public Kind kind() {
      return Kind.assets;
    }

    @Override
    public String name() {
      return asset.name();
    }

    @Override
    public Instant createdAt() {
      return asset.createdAt();
    }
  }
}
