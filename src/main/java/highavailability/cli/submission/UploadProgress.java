package highavailability.cli.submission;

import java.util.Locale;

/**
 * How far an upload is.
 *
 * @param file its name
 * @param instance where it goes
 * @param done bytes that are sent
 * @param total bytes in all
 */
record UploadProgress(String file, String instance, long done, long total) {
  private static final double MEGABYTE = 1e6;

  int percent() {
    return total == 0 ? 100 : (int) (100 * done / total);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "Uploading %s to %s: %.1f of %.1f MB, %d%%",
        file,
        instance,
        done / MEGABYTE,
        total / MEGABYTE,
        percent());
  }
}
