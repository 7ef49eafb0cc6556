package highavailability.cli.poison;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.cli.command.CommandFailedException;
import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import highavailability.jobs.PoisonMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all of a poison message. */
@Command(
    name = "show",
    description = {
      "Shows all of a message that could not be processed: what it says, and why it was moved, each"
          + " time.",
      "When the queue holds more than it shows at a time, its messages are hidden for a moment."
    },
    footer = {"", "Example:", "  msha poison show job-requests job-7"})
final class PoisonShowCommand extends OperatorCommand {
  @Mixin PoisonQueueParameter where;

  @Parameters(
      index = "1",
      paramLabel = "<id or job>",
      description = "A message's id, or the name of the job that it speaks of.")
  String name;

  @Option(
      names = "--with-secrets",
      description = "Shows a SAS or a key in the message, too. Without it, they are redacted.")
  boolean withSecrets;

  PoisonShowCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    List<PoisonItem> found =
        PoisonItems.of(session.app()).all(where.queue).stream()
            .filter(
                i -> i.id().equals(name) || i.jobName().filter(name::equalsIgnoreCase).isPresent())
            .toList();
    if (found.isEmpty()) {
      throw new CommandFailedException(
          "No message on "
              + where.queue.name()
              + " has the id or the job name "
              + name
              + "; msha poison list shows what is there. One that is being worked on is hidden for"
              + " up to a minute.");
    }
    Instant now = session.app().clock().instant();
    session
        .output()
        .result(new ResultJson(found.stream().map(this::json).toList()), () -> lines(found, now));
    return true;
  }

  private List<String> lines(List<PoisonItem> items, Instant now) {
    List<String> lines = new ArrayList<>();
    for (PoisonItem item : items) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add("Message   " + item.id() + " on " + where.queue.name());
      lines.add("Job       " + item.jobName().orElse("- (no job name can be read)"));
      lines.add("Inserted  " + item.message().insertedAt() + " (" + item.age(now) + " ago)");
      lines.add("Encoding  " + item.content().encoding());
      lines.add("Returns   " + item.returns());
      if (item.reasons().isEmpty()) {
        lines.add("Reason    " + item.why());
      }
      for (PoisonMessage reason : item.reasons()) {
        lines.add("Reason    " + reason.movedAt() + ", delivery " + reason.dequeueCount() + ":");
        reason.reason().lines().forEach(l -> lines.add("            " + l));
      }
      lines.add("Content");
      content(item).lines().forEach(l -> lines.add("  " + l));
    }
    return lines;
  }

  private ShownContent content(PoisonItem item) {
    return ShownContent.of(item.content().text(), withSecrets);
  }

  private MessageJson json(PoisonItem item) {
    return new MessageJson(
        where.queue.name(),
        item.id(),
        item.jobName().orElse(null),
        item.message().insertedAt().toString(),
        item.content().encoding().name(),
        item.reasons().stream()
            .map(r -> new ReasonJson(r.movedAt().toString(), r.dequeueCount(), r.reason()))
            .toList(),
        content(item).json());
  }

  private record ResultJson(List<MessageJson> messages) {}

  private record MessageJson(
      String queue,
      String id,
      String jobName,
      String insertedAt,
      String encoding,
      List<ReasonJson> reasons,
      JsonNode content) {}

  private record ReasonJson(String movedAt, long dequeueCount, String reason) {}
}
