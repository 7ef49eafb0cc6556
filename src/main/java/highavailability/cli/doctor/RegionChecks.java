package highavailability.cli.doctor;

import highavailability.app.AppComponent;
import highavailability.app.AppSettings;
import highavailability.cli.doctor.Finding.About;
import highavailability.health.MediaServiceInstanceHealth;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import java.util.List;

/** Looks at one region's instance, as far as the foundations let it. */
final class RegionChecks {
  private static final String SILENT = "the instance does not answer as it should; see API";

  private final AppComponent app;
  private final AppSettings settings;
  private final PlayerAccess players;
  private final List<Finding> foundations;

  /**
   * Takes what the looks need.
   *
   * @param foundations what {@link FoundationChecks} found
   */
  RegionChecks(AppComponent app, PlayerAccess players, List<Finding> foundations) {
    this.app = app;
    this.settings = app.configuration().settings();
    this.players = players;
    this.foundations = foundations;
  }

  List<Check> of(MediaServiceInstanceConfiguration instance) {
    String account = instance.accountName();
    String area = FoundationChecks.areaOf(account);
    boolean answers = FoundationChecks.answers(foundations, account);
    return List.of(
        Check.of(area, "content key policy", about -> contentKeyPolicy(about, account))
            .onlyIf(answers, SILENT),
        new Check(
                new About(area, "streaming"),
                about -> players.ofInstance(about, administration(account)))
            .onlyIf(answers, SILENT),
        Check.of(
                area,
                "job events",
                about -> new JobEventsCheck(administration(account), instance).find(about))
            .onlyIf(answers, SILENT),
        Check.of(area, "job news", about -> jobNews(about, account))
            .onlyIf(answers, SILENT)
            .onlyIf(areUsable("JobOutputStatus", "Job"), "see tables"),
        Check.of(area, "health", about -> health(about, account))
            .onlyIf(areUsable("MediaServiceInstanceHealth"), "see tables"));
  }

  private boolean areUsable(String... tables) {
    return List.of(tables).stream().allMatch(t -> FoundationChecks.isUsable(foundations, t));
  }

  private Finding contentKeyPolicy(About about, String account) {
    return new ContentKeyPolicyCheck(
            administration(account),
            settings.streaming(),
            app.configuration().secrets().clearKeyStreamingKey())
        .find(about);
  }

  private Finding jobNews(About about, String account) {
    return new JobNewsCheck(
            app.jobOutputStatusStore(),
            app.jobStore(),
            settings.health().jobWindow(),
            settings.jobs().resyncAfter(),
            app.clock())
        .find(about, account);
  }

  private Finding health(About about, String account) {
    MediaServiceInstanceHealth record =
        app.instanceHealthStore().list().stream()
            .filter(h -> h.accountName().equals(account))
            .findFirst()
            .orElseGet(() -> MediaServiceInstanceHealth.unknown(account));
    return new HealthRecordCheck(app.clock(), settings.schedules().instanceHealth())
        .find(about, record);
  }

  private MediaServiceAdministration administration(String account) {
    return app.mediaServiceAdministrations().administrationOf(account);
  }
}
