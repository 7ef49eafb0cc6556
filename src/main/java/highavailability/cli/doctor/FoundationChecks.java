package highavailability.cli.doctor;

import highavailability.app.AppComponent;
import highavailability.app.AppSecrets;
import highavailability.azurestorage.StorageSecret;
import highavailability.cli.doctor.Finding.About;
import highavailability.jobs.QueueNames;
import highavailability.jobs.StorageChecks;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at what hangs on nothing else: queues, tables, and whether each region answers. */
final class FoundationChecks {
  private static final String QUEUES = "queues";
  private static final String TABLES = "tables";
  private static final String API = "API";

  private static final Set<String> TRIGGERS =
      Set.of(
          QueueNames.JOB_REQUESTS,
          QueueNames.JOB_VERIFICATION_REQUESTS,
          QueueNames.PROVISIONING_REQUESTS);

  private final AppComponent app;
  private final AppSecrets secrets;
  private final StorageChecks storage;

  FoundationChecks(AppComponent app) {
    this.app = app;
    this.secrets = app.configuration().secrets();
    this.storage = app.storageChecks();
  }

  /** What an instance's findings stand under. */
  static String areaOf(String account) {
    return "instance " + account;
  }

  /** Whether an instance has answered. */
  static boolean answers(List<Finding> findings, String account) {
    return isOk(findings, areaOf(account), API);
  }

  /** Whether a table can be used. */
  static boolean isUsable(List<Finding> findings, String table) {
    return isOk(findings, TABLES, table);
  }

  /** The findings, with one in place of all queues or tables when all have the same trouble. */
  static List<Finding> inShort(List<Finding> findings) {
    return oneForAll(oneForAll(findings, TABLES), QUEUES);
  }

  private static List<Finding> oneForAll(List<Finding> findings, String area) {
    List<Finding> its = findings.stream().filter(f -> f.area().equals(area)).toList();
    About all = new About(area, "all " + its.size());
    Set<Finding> different =
        its.stream().map(f -> f.about(all)).collect(Collectors.toUnmodifiableSet());
    if (different.size() > 1 || its.stream().anyMatch(Finding::isOk)) {
      return findings;
    }
    return Stream.concat(different.stream(), findings.stream().filter(f -> !f.area().equals(area)))
        .toList();
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    storage.queueNames().forEach(name -> checks.add(Check.of(QUEUES, name, this::queue)));
    storage.tableNames().forEach(name -> checks.add(Check.of(TABLES, name, this::table)));
    for (MediaServiceInstanceConfiguration instance : secrets.instances()) {
      String area = areaOf(instance.accountName());
      checks.add(Check.of(area, API, about -> api(about, instance)));
      checks.add(
          Check.of(area, "asset storage", about -> assetStorage(about, instance.accountName())));
    }
    return checks;
  }

  private Finding queue(About about) {
    Finding access =
        StorageAccess.finding(
            about, "StorageAccountConnectionString", storage.queue(about.subject()));
    return access.isOk()
        ? new QueueCheck(app.operatorQueues(), TRIGGERS, app.pause(), app.clock())
            .find(about, about.subject())
        : access;
  }

  private Finding table(About about) {
    return StorageAccess.finding(
        about, "TableStorageAccountConnectionString", storage.table(about.subject()));
  }

  private Finding api(About about, MediaServiceInstanceConfiguration instance) {
    return new InstanceApiCheck(
            app.mediaServiceInstances().get(instance.accountName()), instance, app.clock())
        .find(about);
  }

  private Finding assetStorage(About about, String account) {
    return StorageAccess.ofAssets(
        about,
        new StorageSecret(
            "AMSStorageAccountConnectionString-" + account,
            secrets.assetStorageConnectionStrings().get(account)),
        () -> storage.assetStorage(account));
  }

  private static boolean isOk(List<Finding> findings, String area, String subject) {
    return findings.stream()
        .filter(f -> f.area().equals(area) && f.subject().equals(subject))
        .anyMatch(Finding::isOk);
  }
}
