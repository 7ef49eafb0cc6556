package highavailability.jobs;

import java.util.Optional;

/**
 * Alternate ids of the input assets that the app makes. Output assets have the name that their
 * request asks for instead.
 */
public final class InputAssetIds {
  private static final String UPLOADED_FOR = "input-of-";
  private static final String COPY_FROM = "copy-of-";

  /** Follows the account's name, which cannot hold it. */
  private static final char END = ':';

  private InputAssetIds() {}

  /** Of an asset whose data was uploaded for a job. */
  public static String uploadedFor(String jobName) {
    return UPLOADED_FOR + jobName;
  }

  /** The job that an asset was uploaded for; empty for any other asset. */
  public static Optional<String> jobOfUpload(String alternateId) {
    return rest(alternateId, UPLOADED_FOR);
  }

  /**
   * Of the copy of an asset that another instance has under the same name; it goes on with what the
   * original has for an alternate id, so that the copy tells whose it is by itself.
   */
  public static String copyFrom(String accountName, Optional<String> originalAlternateId) {
    return COPY_FROM + accountName + originalAlternateId.map(id -> END + id).orElse("");
  }

  /** Whether an asset is the copy of one that another instance has. */
  public static boolean isCopy(String alternateId) {
    return alternateId.startsWith(COPY_FROM);
  }

  /** The alternate id of the asset that an asset was copied from; empty when it has none. */
  public static Optional<String> ofOriginal(String alternateId) {
    return rest(alternateId, COPY_FROM)
        .filter(rest -> rest.indexOf(END) >= 0)
        .map(rest -> rest.substring(rest.indexOf(END) + 1));
  }

  private static Optional<String> rest(String alternateId, String prefix) {
    return alternateId.startsWith(prefix)
        ? Optional.of(alternateId.substring(prefix.length()))
        : Optional.empty();
  }
}
