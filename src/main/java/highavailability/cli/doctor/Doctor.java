package highavailability.cli.doctor;

import highavailability.app.AppComponent;
import highavailability.app.AppSettings;
import highavailability.app.Configuration;
import highavailability.app.InvalidSettingsException;
import highavailability.cli.doctor.Finding.About;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at all that the app needs: first at what stands alone, then at what tells something only
 * when that is well.
 */
final class Doctor {
  private static final String SETTINGS = "settings";
  private static final String FRONT_DOOR = "Front Door";
  private static final String TRANSFORMS = "transforms";
  private static final String KEYS = "keys";
  private static final String CLOCK = "clock";

  private final AppComponent app;
  private final Configuration configuration;
  private final PlayerAccess players;
  private final Duration longestCheck;

  /**
   * Takes the app.
   *
   * @param longestCheck a check that takes longer is given up
   */
  Doctor(AppComponent app, PlayerAccess players, Duration longestCheck) {
    this.app = app;
    this.configuration = app.configuration();
    this.players = players;
    this.longestCheck = longestCheck;
  }

  /** What there is to say when there is no app to look at. */
  static List<Finding> ofInvalid(InvalidSettingsException invalid) {
    return Stream.concat(
            invalid.problems().stream()
                .map(
                    p ->
                        new About(SETTINGS, "settings and secrets")
                            .problem(p, "correct it, then run msha doctor again")),
            Stream.of("queues", "tables", "instances", TRANSFORMS, FRONT_DOOR, KEYS, CLOCK)
                .map(area -> new About(area, "all").notChecked("see settings")))
        .toList();
  }

  /** All findings, area by area but for those of the instances. */
  List<Finding> examine() {
    List<Finding> findings = new ArrayList<>(settings());
    try (CheckRunner runner = new CheckRunner(longestCheck)) {
      List<Finding> foundations = runner.run(new FoundationChecks(app).all());
      findings.addAll(FoundationChecks.inShort(foundations));
      findings.addAll(runner.run(onThem(foundations)));
    }
    return findings;
  }

  private List<Finding> settings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new About(SETTINGS, "settings and secrets")
            .ok(
                "valid; secrets are from "
                    + configuration
                        .settings()
                        .keyVaultName()
                        .map(vault -> "Key Vault " + vault)
                        .orElse("the environment")));
    List<String> accounts = accounts();
    About instances = new About(SETTINGS, "instances");
    findings.add(
        accounts.size() > 1
            ? instances.ok(String.join(", ", accounts))
            : instances.warning(
                "there is one only, "
                    + accounts.get(0)
                    + ": nothing can take its jobs when its region fails",
                "add instances in other regions to secret AMSConfiguration"));
    return findings;
  }

  private List<Check> onThem(List<Finding> foundations) {
    List<Check> checks = new ArrayList<>();
    RegionChecks regions = new RegionChecks(app, players, foundations);
    configuration.secrets().instances().forEach(i -> checks.addAll(regions.of(i)));
    List<String> answering =
        accounts().stream().filter(a -> FoundationChecks.answers(foundations, a)).toList();
    AppSettings.Streaming streaming = configuration.settings().streaming();
    checks.add(
        new Check(
                new About(TRANSFORMS, "all"),
                about ->
                    new TransformsCheck(app.mediaServiceAdministrations(), app.sideBySide())
                        .find(about.area(), answering))
            .onlyIf(!answering.isEmpty(), "no instance answers"));
    checks.add(
        Check.of(
            FRONT_DOOR,
            streaming.frontDoorHostName(),
            about -> players.ofFrontDoor(about, about.subject())));
    checks.add(
        Check.of(
            KEYS,
            "ClearKeyStreamingKey",
            about ->
                new ClearKeyCheck(
                        app.clearKeyTokenService(), configuration.secrets().clearKeyStreamingKey())
                    .find(about)));
    checks.add(
        Check.of(
            CLOCK,
            "this machine",
            about -> new ClockCheck(app.operatorQueues(), app.clock()).find(about)));
    return checks;
  }

  private List<String> accounts() {
    return configuration.secrets().instances().stream()
        .map(MediaServiceInstanceConfiguration::accountName)
        .toList();
  }
}
