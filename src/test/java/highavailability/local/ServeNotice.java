package highavailability.local;

import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import highavailability.local.Regions.Region;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What somebody needs to know who wants to use a cluster that stays up, with any Azure tool. */
final class ServeNotice {
  private static final int SAS_DAYS = 7;

  private ServeNotice() {}

  static List<String> of(LocalCluster cluster, String inputUrl) {
    List<String> lines = new ArrayList<>();
    lines.add("The cluster stays up until Ctrl-C. Its settings and secrets:");
    cluster.settings().forEach((name, value) -> lines.add("  %s=%s".formatted(name, value)));
    lines.add("Media Services endpoints:");
    for (Region region : cluster.regions()) {
      lines.add(
          "  %-18s %s%s"
              .formatted(
                  region.accountName(),
                  region.mediaServices().endpoint(),
                  region.mediaServices().accountResourceId()));
    }
    lines.add("Event Grid endpoint:");
    lines.add("  " + cluster.host().eventGridEndpoint("JobOutputStatusFunction"));
    lines.add(
        "What becomes of job requests is told in " + Main.LOG + "; only errors show up here.");
    lines.add("For another terminal, to drop job requests and look around with curl:");
    QueueServiceClient queues =
        new QueueServiceClientBuilder()
            .connectionString(cluster.appConnectionString())
            .buildClient();
    lines.add("  QUEUES='%s'".formatted(queues.getQueueServiceUrl()));
    lines.add("  TABLES='%s'".formatted(tablesUrl(cluster)));
    lines.add("  SAS='%s'".formatted(sas(queues)));
    lines.add("  REQUEST='%s'".formatted(JobRun.requestFor(1001, inputUrl)));
    return lines;
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
