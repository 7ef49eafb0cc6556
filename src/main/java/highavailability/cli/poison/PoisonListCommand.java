package highavailability.cli.poison;

import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import highavailability.cli.command.TextTable;
import highavailability.cli.command.Words;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.PoisonMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists poison messages. */
@Command(
    name = "list",
    description = {
      "Lists messages that could not be processed, with their reasons.",
      "RETURNS is how often the app has moved this text to the poison queue. A message without a"
          + " reason was moved by the Functions host; the host's are kept for seven days only."
    },
    footer = {
      "",
      "Examples:",
      "  msha poison list",
      "  msha poison list job-requests --all --output json"
    })
final class PoisonListCommand extends OperatorCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "<queue>",
      converter = PoisonQueue.Converter.class,
      completionCandidates = PoisonQueue.Candidates.class,
      description = "One of ${COMPLETION-CANDIDATES}, with or without -poison. Default: all three.")
  Optional<PoisonQueue> queue;

  @Option(
      names = "--all",
      description =
          "Lists more than the first "
              + OperatorQueues.MOST_AT_A_TIME
              + ": hides all messages for a moment and releases them.")
  boolean all;

  PoisonListCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    PoisonItems items = PoisonItems.of(session.app());
    List<Listing> listings =
        queue.map(List::of).orElse(PoisonQueue.ALL).stream()
            .map(q -> new Listing(q, items.count(q), all ? items.all(q) : items.first(q)))
            .toList();
    Instant now = session.app().clock().instant();
    session
        .output()
        .result(
            new ResultJson(listings.stream().map(l -> l.json(now)).toList()),
            () -> lines(listings, now));
    return true;
  }

  private List<String> lines(List<Listing> listings, Instant now) {
    List<String> lines = new ArrayList<>();
    for (Listing listing : listings) {
      if (!lines.isEmpty() && !listing.items().isEmpty()) {
        lines.add("");
      }
      lines.add(listing.heading());
      lines.addAll(listing.lines(now));
    }
    return lines;
  }

  private record Listing(PoisonQueue queue, long count, List<PoisonItem> items) {
    String heading() {
      int shown = items.size();
      if (count == 0 && shown == 0) {
        return queue.name() + ": no messages";
      }
      String about = queue.name() + ": about " + Words.count(count, "message");
      if (count <= shown) {
        return about;
      }
      return shown == OperatorQueues.MOST_AT_A_TIME
          ? about + ", the first " + shown + " of them here; --all lists more"
          : about + ", " + shown + " here; the others are being worked on and hidden for a while";
    }

    List<String> lines(Instant now) {
      if (items.isEmpty()) {
        return List.of();
      }
      TextTable table = new TextTable("ID", "JOB", "AGE", "RETURNS", "ENCODING", "REASON");
      for (PoisonItem item : items) {
        table.row(
            item.id(),
            item.jobName().orElse("-"),
            item.age(now),
            item.returns(),
            item.content().encoding(),
            item.shortWhy());
      }
      return table.lines();
    }

    ListingJson json(Instant now) {
      return new ListingJson(
          queue.name(), count, items.stream().map(i -> messageJson(i, now)).toList());
    }

    private static MessageJson messageJson(PoisonItem item, Instant now) {
      List<PoisonMessage> reasons = item.reasons();
      Optional<PoisonMessage> newest =
          reasons.isEmpty() ? Optional.empty() : Optional.of(reasons.get(reasons.size() - 1));
      return new MessageJson(
          item.id(),
          item.jobName().orElse(null),
          item.message().insertedAt().toString(),
          Math.max(0, Duration.between(item.message().insertedAt(), now).toSeconds()),
          item.returns(),
          item.content().encoding().name(),
          newest.map(PoisonMessage::reason).orElse(null));
    }
  }

  private record ResultJson(List<ListingJson> queues) {}

  private record ListingJson(String queue, long count, List<MessageJson> messages) {}

  private record MessageJson(
      String id,
      String jobName,
      String insertedAt,
      long ageSeconds,
      int returns,
      String encoding,
      String reason) {}
}
