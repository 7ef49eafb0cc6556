package highavailability.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a job's whole input in one local file, which is deleted when the job is done with
 * it.
 *
 * @param baseName the first input file's name without its extension; outputs are named after it
 */
record StagedInput(Path file, String baseName) implements AutoCloseable {

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
