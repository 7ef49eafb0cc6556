package highavailability.cli.doctor;

import highavailability.app.AppSecrets;
import highavailability.app.Configuration;
import highavailability.app.InvalidSettingsException;
import highavailability.azurestorage.StorageSecret;
import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import highavailability.provisioning.HealthProbe;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what is wrong with settings and surroundings of the app, and how to mend it. */
@Command(
    name = "doctor",
    description = {
      "Checks settings, secrets, queues, tables, instances, event wiring and players' access, and"
          + " says how to mend what is wrong. Changes nothing.",
      "Ends with 0 when there is no problem, else with 1."
    },
    footer = {
      "",
      "Examples:",
      "  msha doctor",
      "  msha doctor --quiet --strict",
      "  msha doctor --output json --settings local.settings.json"
    })
public final class DoctorCommand extends OperatorCommand {
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(60);

  @Option(
      names = {"-q", "--quiet"},
      description = "Shows only what is not ok.")
  boolean quiet;

  @Option(names = "--strict", description = "Ends with 1 for warnings, too.")
  boolean strict;

  /** The command of this operator. */
  public DoctorCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    DoctorReport report = new DoctorReport(findings(session), quiet);
    session.output().result(report.json(), report::lines);
    return report.count(Outcome.PROBLEM) == 0 && (!strict || report.count(Outcome.WARNING) == 0);
  }

  private static List<Finding> findings(Session session) {
    try {
      Configuration configuration = session.app().configuration();
      if (asIdentity(configuration)) {
        session
            .output()
            .note(
                "Checked as whoever is signed in here, not as the app's own identity: that needs the"
                    + " same roles.");
      }
    } catch (InvalidSettingsException e) {
      return Doctor.ofInvalid(e);
    }
    return new Doctor(session.app(), new PlayerAccess(HealthProbe.PATH), LONGEST_CHECK).examine();
  }

  private static boolean asIdentity(Configuration configuration) {
    AppSecrets secrets = configuration.secrets();
    boolean storage =
        Stream.concat(
                Stream.of(
                    secrets.storageAccountConnectionString(),
                    secrets.tableStorageAccountConnectionString()),
                secrets.assetStorageConnectionStrings().values().stream())
            .anyMatch(s -> new StorageSecret("", s).isServiceUri());
    // An identity's token is never sent over plain http.
    boolean instances =
        secrets.instances().stream()
            .anyMatch(
                i ->
                    i.authentication() == Authentication.MANAGED_IDENTITY
                        && "https".equalsIgnoreCase(i.endpoint().getScheme()));
    return storage || instances || configuration.settings().keyVaultName().isPresent();
  }
}
