package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
  @TempDir Path directory;

  @Test
  void a_shell_that_sources_it_has_every_value_as_it_is() throws Exception {
    Path file = directory.resolve("made").resolve("env.sh");
    String value = "[{\"a\":\"b c\"}] 'quoted' $HOME `id` \\ ; & #";

    EnvironmentFile.write(file, Map.of("VALUE", value));

    Process shell =
        new ProcessBuilder("sh", "-c", ". " + file + "; printf %s \"$VALUE\"")
            .redirectErrorStream(true)
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(value, printed);
    assertEquals(0, shell.waitFor());
  }

  @Test
  void nobody_else_can_read_it() throws IOException {
    Path file = directory.resolve("env.sh");
    Files.writeString(file, "older");

    EnvironmentFile.write(file, Map.of());

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}
