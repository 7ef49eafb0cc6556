package highavailability.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.app.AppComponent;
import highavailability.app.AppSettings;
import highavailability.azurestorage.Prepared;
import highavailability.cli.command.FailureText;
import highavailability.cli.setup.InstanceSetup.KeyPolicy;
import highavailability.cli.setup.SetupItem.Outcome;
import highavailability.jobs.AssetDataWriter;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceAdministration.ClearKeyOption;
import highavailability.mediaservices.MediaServiceAdministrations;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.mediaservices.TransformProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sets up what the app needs around it: queues, tables, and in every instance transforms, the
 * content key policy, the file for health probes, and a started streaming endpoint. It can be
 * repeated; what cannot be set up keeps nothing else from it.
 */
public final class EnvironmentSetup {
  /** The transform that is made when nothing else is asked for. */
  public static final String DEFAULT_TRANSFORM = "AdaptiveStreaming";

  private final MediaServiceInstances instances;
  private final MediaServiceAdministrations administrations;
  private final AssetDataWriter data;
  private final SideBySide sideBySide;
  private final Supplier<Prepared> queues;
  private final Supplier<Prepared> tables;
  private final KeyPolicy policy;
  private final Consumer<String> notes;

  /**
   * Sets up around an app.
   *
   * @param notes is told what takes long, by any thread
   */
  public EnvironmentSetup(AppComponent app, Consumer<String> notes) {
    this(
        app.mediaServiceInstances(),
        app.mediaServiceAdministrations(),
        app.assetDataWriter(),
        app.sideBySide(),
        () -> app.messageQueues().prepare(),
        () -> app.tables().prepare(),
        keyPolicy(app),
        notes);
  }

  EnvironmentSetup(
      MediaServiceInstances instances,
      MediaServiceAdministrations administrations,
      AssetDataWriter data,
      SideBySide sideBySide,
      Supplier<Prepared> queues,
      Supplier<Prepared> tables,
      KeyPolicy policy,
      Consumer<String> notes) {
    this.instances = instances;
    this.administrations = administrations;
    this.data = data;
    this.sideBySide = sideBySide;
    this.queues = queues;
    this.tables = tables;
    this.policy = policy;
    this.notes = notes;
  }

  /**
   * What is wanted.
   *
   * @param accounts the instances to set up; empty for all
   * @param transforms their properties, by name
   * @param streamingEndpoints whether to start them
   * @param update whether to change what is there otherwise
   */
  public record Wishes(
      List<String> accounts,
      Map<String, JsonNode> transforms,
      boolean streamingEndpoints,
      boolean update) {
    /** The default transform and all else, in every instance. */
    public static Wishes defaults() {
      return new Wishes(
          List.of(),
          Map.of(DEFAULT_TRANSFORM, TransformProperties.ofBuiltInPreset(DEFAULT_TRANSFORM)),
          true,
          false);
    }
  }

  /** Sets up, and tells of each thing what became of it. */
  public List<SetupItem> run(Wishes wishes) {
    List<SetupItem> items = new ArrayList<>(storage("queue", queues));
    items.addAll(storage("table", tables));
    List<String> accounts =
        wishes.accounts().isEmpty() ? instances.accountNames() : wishes.accounts();
    Map<String, List<SetupItem>> ofInstances = new ConcurrentHashMap<>();
    sideBySide.forEach(
        accounts, account -> ofInstances.put(account, setup(account).run(wishes, policy)));
    accounts.forEach(account -> items.addAll(ofInstances.get(account)));
    return items;
  }

  private InstanceSetup setup(String account) {
    MediaServiceInstance instance = instances.get(account);
    MediaServiceAdministration administration = administrations.administrationOf(account);
    return new InstanceSetup(
        instance, administration, new ProbeSetup(instance, administration, data), notes);
  }

  private static List<SetupItem> storage(String kind, Supplier<Prepared> prepare) {
    try {
      Prepared prepared = prepare.get();
      List<SetupItem> items = new ArrayList<>();
      prepared.found().forEach(n -> items.add(new SetupItem(null, kind, n, Outcome.found, null)));
      prepared.made().forEach(n -> items.add(new SetupItem(null, kind, n, Outcome.made, null)));
      return items;
    } catch (RuntimeException e) {
      return List.of(
          new SetupItem(null, kind, "all", Outcome.failed, String.join(" ", FailureText.of(e))));
    }
  }

  private static KeyPolicy keyPolicy(AppComponent app) {
    AppSettings.Streaming streaming = app.configuration().settings().streaming();
    return new KeyPolicy(
        streaming.contentKeyPolicyName(),
        new ClearKeyOption(
            streaming.tokenIssuer(),
            streaming.tokenAudience(),
            app.configuration().secrets().clearKeyStreamingKey()));
  }
}
