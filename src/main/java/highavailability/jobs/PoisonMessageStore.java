package highavailability.jobs;

import java.util.List;

/** Keeps the reasons of poison messages. */
public interface PoisonMessageStore {
  /** Adds a reason. */
  void add(PoisonMessage message);

  /** All reasons for messages of a queue, the oldest first. */
  List<PoisonMessage> list(String queueName);
}
