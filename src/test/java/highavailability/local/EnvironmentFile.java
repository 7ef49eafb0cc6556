package highavailability.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file that a shell can source to work with the cluster: its settings and secrets, and the
 * operator's command line {@code msha}.
 */
final class EnvironmentFile {
  private static final Path STAGED =
      Path.of("target", "azure-functions", "media-services-high-availability");
  private static final String JAR = "media-services-high-availability-*.jar";

  private EnvironmentFile() {}

  /** Writes the file; nobody but its owner can read it. */
  static void write(Path file, Map<String, String> variables) {
    List<String> lines = new ArrayList<>();
    variables.forEach((name, value) -> lines.add("export %s=%s".formatted(name, quoted(value))));
    lines.add(
        "msha() { java -jar %s/%s \"$@\"; }"
            .formatted(quoted(STAGED.toAbsolutePath().toString()), JAR));
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(file);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("The environment of the cluster cannot be written", e);
    }
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
