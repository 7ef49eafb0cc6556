package highavailability.cli.poison;

import highavailability.jobs.QueueNames;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A poison queue.
 *
 * @param source the queue whose messages it takes
 */
record PoisonQueue(String source) {
  /** All that there are. */
  static final List<PoisonQueue> ALL =
      Stream.of(
              QueueNames.JOB_REQUESTS,
              QueueNames.JOB_VERIFICATION_REQUESTS,
              QueueNames.PROVISIONING_REQUESTS)
          .map(PoisonQueue::new)
          .toList();

  /** Its own name. */
  String name() {
    return QueueNames.poisonQueueOf(source);
  }

  /** Takes the name of the poison queue or of the one it belongs to. */
  static final class Converter implements ITypeConverter<PoisonQueue> {
    @Override
    public PoisonQueue convert(String name) {
      return ALL.stream()
          .filter(q -> q.source.equals(name) || q.name().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + name
                          + "' has no poison queue; give one of "
                          + String.join(", ", new Candidates())
                          + "."));
    }
  }

  /** Names for the shell's completion. */
  static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.stream().map(PoisonQueue::source).iterator();
    }
  }
}
