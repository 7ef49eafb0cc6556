package highavailability.local;

import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import highavailability.local.Regions.Region;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What somebody needs to know who wants to use a cluster that stays up, with any Azure tool. */
final class ServeNotice {
  static final Path ENVIRONMENT = Path.of("target", "local-cluster", "env.sh");

  private static final int SAS_DAYS = 7;

  private ServeNotice() {}

  /** Writes the environment file, and tells of it and of what else there is. */
  static List<String> of(LocalCluster cluster, String inputUrl) {
    EnvironmentFile.write(ENVIRONMENT, variables(cluster, inputUrl));
    List<String> lines = new ArrayList<>();
    lines.add("The cluster stays up until Ctrl-C. Media Services endpoints:");
    for (Region region : cluster.regions()) {
      lines.add(
          "  %-18s %s%s%s"
              .formatted(
                  region.accountName(),
                  region.mediaServices().endpoint(),
                  region.mediaServices().accountResourceId(),
                  signInOf(region)));
    }
    lines.add("Event Grid endpoint:");
    lines.add("  " + cluster.host().eventGridEndpoint("JobOutputStatusFunction"));
    lines.add(
        "What becomes of job requests is told in " + Main.LOG + "; only errors show up here.");
    lines.add("Its settings and secrets, and the command msha, for another terminal:");
    lines.add("  . " + ENVIRONMENT);
    return lines;
  }

  private static String signInOf(Region region) {
    return region
        .mediaServices()
        .options()
        .apiKeyAccess()
        .map(access -> " (POST /auth/token gives a token for $ApiKey_" + region.accountName() + ")")
        .orElse("");
  }

  /** Settings and secrets, and what curl needs to drop job requests and look around. */
  private static Map<String, String> variables(LocalCluster cluster, String inputUrl) {
    QueueServiceClient queues =
        new QueueServiceClientBuilder()
            .connectionString(cluster.appConnectionString())
            .buildClient();
    Map<String, String> variables = new LinkedHashMap<>(cluster.settings());
    variables.put("QUEUES", queues.getQueueServiceUrl());
    variables.put("TABLES", tablesUrl(cluster));
    variables.put("SAS", sas(queues));
    variables.put("REQUEST", JobRun.requestFor(1001, inputUrl));
    variables.put("INPUT", inputUrl);
    return variables;
  }

  private static String tablesUrl(LocalCluster cluster) {
    return new TableServiceClientBuilder()
        .connectionString(cluster.appConnectionString())
        .buildClient()
        .getServiceEndpoint();
  }

  /** Opens the queues and tables of the app's account to tools that cannot sign with its key. */
  private static String sas(QueueServiceClient queues) {
    return queues.generateAccountSas(
        new AccountSasSignatureValues(
            OffsetDateTime.now(ZoneOffset.UTC).plusDays(SAS_DAYS),
            AccountSasPermission.parse("rwdlacup"),
            AccountSasService.parse("qt"),
            AccountSasResourceType.parse("sco")));
  }
}
