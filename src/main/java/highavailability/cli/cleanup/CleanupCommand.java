package highavailability.cli.cleanup;

import highavailability.cli.cleanup.CleanupSelection.Kind;
import highavailability.cli.command.Confirmation;
import highavailability.cli.command.IsoTime;
import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes old or unwanted jobs, locators and assets from the instances. */
@Command(
    name = "cleanup",
    description = {
      "Deletes jobs, streaming locators and assets of a time range or name pattern from the"
          + " instances. Shows what it would delete, unless --delete is given.",
      "What belongs to a job that is not over stays, and so does what this app did not make. An"
          + " asset's locators and its data go with it."
    },
    footer = {
      "",
      "Examples:",
      "  msha cleanup --name 'test-*'",
      "  msha cleanup --older-than P30D --kind jobs,assets --delete --yes",
      "  msha cleanup --from 2026-11-01 --to 2026-11-08T12:00:00Z --instance amswesteurope"
    })
public final class CleanupCommand extends OperatorCommand {
  @Option(
      names = "--from",
      paramLabel = "<time>",
      converter = IsoTime.class,
      description = "Created at this time or later: ISO 8601, or a day in UTC.")
  Optional<Instant> from;

  @Option(
      names = "--to",
      paramLabel = "<time>",
      converter = IsoTime.class,
      description = "Created before this time.")
  Optional<Instant> to;

  @Option(
      names = "--older-than",
      paramLabel = "<duration>",
      description = "Created longer ago than this, such as P30D.")
  Optional<Duration> olderThan;

  @Option(
      names = "--name",
      paramLabel = "<pattern>",
      converter = NamePattern.Converter.class,
      description =
          "With a name like this: * stands for any characters, ? for one; upper and lower case are"
              + " the same. What the app adds to a name after a ~ need not match.")
  Optional<NamePattern> name;

  @Option(
      names = "--kind",
      paramLabel = "<kind>",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}. Default: all.")
  Set<Kind> kinds = EnumSet.allOf(Kind.class);

  @Option(
      names = "--instance",
      paramLabel = "<account>",
      description = "Only at this instance; may be repeated. Default: at all.")
  List<String> accounts = List.of();

  @Option(
      names = "--include-running",
      description =
          "Even what belongs to a job that is undecided, or pending at an instance. The job fails"
              + " or is left incomplete then.")
  boolean includeRunning;

  @Option(
      names = "--include-foreign",
      description = "Even what this app did not make: other people's things in the account.")
  boolean includeForeign;

  @Option(names = "--delete", description = "Deletes, after asking.")
  boolean delete;

  @Option(names = "--dry-run", description = "Only tells what would be deleted: the default.")
  boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask; needed where nobody can be asked.")
  boolean yes;

  /** The command of this operator. */
  public CleanupCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    requireFilter();
    if (delete && dryRun) {
      throw wrongUse("--dry-run deletes nothing; leave out --dry-run or --delete.");
    }
    if (delete && !yes && !session.terminal().interactive()) {
      throw wrongUse("Nobody can be asked here; add --yes to --delete.");
    }
    CleanupSelection selection = selection(session);
    List<String> where =
        accounts.isEmpty()
            ? session.app().mediaServiceInstances().accountNames()
            : requireAccounts(session, accounts);
    Cleanup cleanup = Cleanup.of(session.app());
    CleanupPlan plan = cleanup.plan(selection, where);
    CleanupReport planned = CleanupReport.of(plan);
    if (!delete) {
      session.output().note("Nothing was deleted; --delete does it.");
      return print(session, planned);
    }
    if (!yes && plan.deletable() > 0 && !isWanted(session, plan, planned)) {
      session.output().note("Nothing was deleted.");
      return false;
    }
    return print(session, cleanup.delete(plan, selection));
  }

  private static boolean isWanted(Session session, CleanupPlan plan, CleanupReport planned) {
    planned.lines().forEach(session.output()::note);
    return Confirmation.given(session.terminal(), "Delete " + plan.deletable() + " things?");
  }

  private void requireFilter() {
    if (from.isEmpty() && to.isEmpty() && olderThan.isEmpty() && name.isEmpty()) {
      throw wrongUse("Say what to clean up: --from, --to, --older-than or --name.");
    }
    if (to.isPresent() && olderThan.isPresent()) {
      throw wrongUse("Give either --to or --older-than.");
    }
  }

  private CleanupSelection selection(Session session) {
    Optional<Instant> end = to.or(() -> olderThan.map(age -> ago(session, age)));
    if (from.isPresent() && end.isPresent() && !from.get().isBefore(end.get())) {
      throw wrongUse("No time is left: " + from.get() + " is not before " + end.get() + ".");
    }
    return new CleanupSelection(from, end, name, kinds, includeRunning, includeForeign);
  }

  private Instant ago(Session session, Duration age) {
    try {
      return session.app().clock().instant().minus(age);
    } catch (DateTimeException | ArithmeticException e) {
      throw wrongUse("--older-than " + age + " is longer ago than there is time.");
    }
  }

  private static boolean print(Session session, CleanupReport report) {
    session.output().result(report, report::lines);
    return report.isComplete();
  }
}
