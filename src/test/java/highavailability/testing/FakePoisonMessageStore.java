package highavailability.testing;

import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessageStore;
import java.util.ArrayList;
import java.util.List;

/** Reasons in memory. */
public final class FakePoisonMessageStore implements PoisonMessageStore {
  private final List<PoisonMessage> messages = new ArrayList<>();

  @Override
  public synchronized void add(PoisonMessage message) {
    messages.add(message);
  }

  @Override
  public synchronized List<PoisonMessage> list(String queueName) {
    return messages.stream().filter(m -> m.queueName().equals(queueName)).toList();
  }
}
