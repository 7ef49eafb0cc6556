package highavailability.cli.poison;

import highavailability.cli.command.CommandFailedException;
import highavailability.jobs.Json;
import highavailability.jobs.PoisonMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A file of JSON lines that dropped messages are appended to, whole and with their secrets. Only
 * its owner may read it.
 */
final class PoisonFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private PoisonFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens a file, which need not exist.
   *
   * @throws CommandFailedException when it cannot be written
   */
  static PoisonFile append(Path path) {
    try {
      return new PoisonFile(
          path,
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              ownersOnly(path)));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static FileAttribute<?>[] ownersOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Appends a message; it is on the disk when this returns. */
  void add(PoisonQueue queue, PoisonItem item) {
    String line =
        Json.write(
            new Line(
                queue.name(),
                item.id(),
                item.jobName().orElse(null),
                item.message().insertedAt().toString(),
                item.content().encoding().name(),
                item.content().text(),
                item.reasons().stream().map(PoisonMessage::reason).toList()));
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static CommandFailedException unwritable(Path path, IOException e) {
    return new CommandFailedException(
        path + " cannot be written (" + e.getMessage() + "); what is not in it was not dropped.",
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private record Line(
      String queue,
      String id,
      String jobName,
      String insertedAt,
      String encoding,
      String text,
      List<String> reasons) {}
}
