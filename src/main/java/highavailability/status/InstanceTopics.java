package highavailability.status;

import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Knows which instance an event's topic belongs to. Topics are compared without case. */
public final class InstanceTopics {
  private final Map<String, String> accounts;

  /** Takes the instances of the configuration. */
  public InstanceTopics(List<MediaServiceInstanceConfiguration> instances) {
    accounts =
        instances.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    i -> canonical(i.eventGridTopic().orElseGet(i::resourceId)),
                    MediaServiceInstanceConfiguration::accountName));
  }

  /** The account whose events come under that topic. */
  Optional<String> accountOf(String topic) {
    return Optional.ofNullable(accounts.get(canonical(topic)));
  }

  private static String canonical(String topic) {
    return topic.toLowerCase(Locale.ROOT);
  }
}
