package highavailability.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import highavailability.cli.command.Terminal;
import highavailability.mediaservices.MediaServiceCallLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LostOutputTest {
  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "completion", "doctor", "doctor --output json"})
  void output_that_is_lost_is_told_and_no_success(String command) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(new FullDisk(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);

    int exitCode =
        new Cli(Map.<String, String>of()::get, terminal, MediaServiceCallLimits.defaults())
            .run(command.split(" "));

    assertEquals(1, exitCode);
    assertEquals(
        "msha: the result cannot be written; see that standard output is open and has room.\n",
        err.toString(StandardCharsets.UTF_8));
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
