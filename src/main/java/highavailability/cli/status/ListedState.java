package highavailability.cli.status;

import highavailability.cli.jobviews.JobStage;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads and proposes states of jobs that are listed by their attempts, as they are shown. */
final class ListedState implements ITypeConverter<JobStage>, Iterable<String> {
  private static final Set<JobStage> LISTED =
      EnumSet.complementOf(EnumSet.of(JobStage.UNKNOWN, JobStage.REQUESTED, JobStage.POISONED));

  @Override
  public JobStage convert(String text) {
    return LISTED.stream()
        .filter(s -> s.label().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no '" + text + "'; give one of " + String.join(", ", this) + "."));
  }

  @Override
  public Iterator<String> iterator() {
    return LISTED.stream().map(JobStage::label).iterator();
  }
}
