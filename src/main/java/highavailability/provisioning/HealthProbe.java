package highavailability.provisioning;

import highavailability.jobs.DerivedIds;
import java.util.UUID;

/**
 * A tiny file that every instance serves under the same path, so that Front Door can ask each
 * region's streaming endpoint whether it is well.
 */
public final class HealthProbe {
  /** Name of the asset and of its locator. */
  public static final String NAME = "health-probe";

  /** Tells that the asset is this app's own. */
  public static final String ALTERNATE_ID = "msha-health-probe";

  /** The file. */
  public static final String BLOB = "probe.txt";

  /** The streaming policy of the locator. */
  public static final String STREAMING_POLICY = "Predefined_DownloadOnly";

  /** Id of the locator, equal in every region and for good: Front Door's configuration has it. */
  public static final UUID LOCATOR_ID = DerivedIds.of(NAME, "download-locator");

  /** Path of the file at every streaming host. */
  public static final String PATH = "/" + LOCATOR_ID + "/" + BLOB;

  private HealthProbe() {}
}
