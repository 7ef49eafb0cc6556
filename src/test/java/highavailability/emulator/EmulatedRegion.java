package highavailability.emulator;

import static org.awaitility.Awaitility.await;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.mediaservices.MediaServicesManager;
import com.azure.resourcemanager.mediaservices.models.BuiltInStandardEncoderPreset;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyClearKeyConfiguration;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyOption;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyRestrictionTokenType;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicySymmetricTokenKey;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyTokenRestriction;
import com.azure.resourcemanager.mediaservices.models.EncoderNamedPreset;
import com.azure.resourcemanager.mediaservices.models.Job;
import com.azure.resourcemanager.mediaservices.models.JobInput;
import com.azure.resourcemanager.mediaservices.models.JobInputHttp;
import com.azure.resourcemanager.mediaservices.models.JobOutputAsset;
import com.azure.resourcemanager.mediaservices.models.JobState;
import com.azure.resourcemanager.mediaservices.models.StreamingLocator;
import com.azure.resourcemanager.mediaservices.models.TransformOutput;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import highavailability.local.SharedAzurite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An emulator with the clients that tests drive it with: the real SDK, and raw HTTP. */
final class EmulatedRegion implements AutoCloseable {

  static final String TRANSFORM = "AdaptiveStreaming";
  static final byte[] SIGNING_KEY = new byte[32];
  private static final ObjectMapper JSON = new ObjectMapper();

  final MediaServicesEmulator emulator;
  final MediaServicesManager sdk;
  final String group;
  final String account;
  private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();

  String storageAccount() {
    return new BlobServiceClientBuilder()
        .connectionString(emulator.options().storageConnectionString())
        .buildClient()
        .getAccountName();
  }

  EmulatedRegion() {
    this(options -> options);
  }

  EmulatedRegion(UnaryOperator<EmulatorOptions> change) {
    EmulatorOptions options =
        change.apply(EmulatorOptions.of("amstest", Storage.CONNECTION_STRING));
    this.emulator = MediaServicesEmulator.start(options);
    this.group = options.resourceGroup();
    this.account = options.accountName();
    String endpoint = emulator.endpoint().toString();
    this.sdk =
        MediaServicesManager.authenticate(
            new HttpPipelineBuilder()
                .httpClient(HttpClient.createDefault())
                .policies(
                    new RetryPolicy(
                        new RetryOptions(new ExponentialBackoffOptions().setMaxRetries(0))))
                .build(),
            new AzureProfile(
                "tenant",
                options.subscriptionId(),
                new AzureEnvironment(
                    Map.of(
                        "resourceManagerEndpointUrl", endpoint,
                        "managementEndpointUrl", endpoint,
                        "activeDirectoryEndpointUrl", endpoint))));
  }

  @Override
  public void close() {
    emulator.close();
  }

  /** One account for all: each asset has a container whose name nobody else gets. */
  private static final class Storage {
    static final String CONNECTION_STRING = SharedAzurite.newConnectionString();
  }

  void createTransform() {
    sdk.transforms()
        .define(TRANSFORM)
        .withExistingMediaService(group, account)
        .withOutputs(
            List.of(
                new TransformOutput()
                    .withPreset(
                        new BuiltInStandardEncoderPreset()
                            .withPresetName(EncoderNamedPreset.ADAPTIVE_STREAMING))))
        .create();
  }

  void createAsset(String name) {
    sdk.assets().define(name).withExistingMediaService(group, account).create();
  }

  BlobContainerClient containerOf(String assetName) {
    return new BlobServiceClientBuilder()
        .connectionString(emulator.options().storageConnectionString())
        .buildClient()
        .getBlobContainerClient(sdk.assets().get(group, account, assetName).container());
  }

  Job createJob(String name, JobInput input, String outputAsset) {
    return sdk.jobs()
        .define(name)
        .withExistingTransform(group, account, TRANSFORM)
        .withInput(input)
        .withOutputs(List.of(new JobOutputAsset().withAssetName(outputAsset)))
        .withCorrelationData(Map.of("jobName", name))
        .create();
  }

  Job awaitState(String jobName, JobState state) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> sdk.jobs().get(group, account, TRANSFORM, jobName),
            job -> job.state().equals(state));
  }

  /** An asset whose encoding is complete, made by a job over HTTP. */
  void createEncodedAsset(String assetName, URI video) {
    createTransform();
    createAsset(assetName);
    String job = "job-" + UUID.randomUUID();
    createJob(job, httpInput(video), assetName);
    awaitState(job, JobState.FINISHED);
  }

  StreamingLocator.DefinitionStages.WithCreate defineLocator(String name, String assetName) {
    return sdk.streamingLocators()
        .define(name)
        .withExistingMediaService(group, account)
        .withAssetName(assetName);
  }

  /** The content key policy "keys": clear keys for whoever has a token. */
  void createKeyPolicy() {
    sdk.contentKeyPolicies()
        .define("keys")
        .withExistingMediaService(group, account)
        .withOptions(
            List.of(
                new ContentKeyPolicyOption()
                    .withName("token")
                    .withConfiguration(new ContentKeyPolicyClearKeyConfiguration())
                    .withRestriction(
                        new ContentKeyPolicyTokenRestriction()
                            .withIssuer("issuer")
                            .withAudience("audience")
                            .withRestrictionTokenType(ContentKeyPolicyRestrictionTokenType.JWT)
                            .withPrimaryVerificationKey(
                                new ContentKeyPolicySymmetricTokenKey()
                                    .withKeyValue(SIGNING_KEY)))))
        .create();
  }

  static JobInputHttp httpInput(URI file) {
    return new JobInputHttp().withFiles(List.of(file.toString()));
  }

  /** Calls a path below the account with the given api-version, past the SDK. */
  Answer call(String method, String below, String query, String body) {
    return callUrl(
        method, emulator.endpoint() + emulator.accountResourceId() + below + "?" + query, body);
  }

  Answer callUrl(String method, String url, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  record Answer(int status, String body) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    String errorCode() {
      return json().at("/error/code").asText();
    }

    String errorMessage() {
      return json().at("/error/message").asText();
    }
  }
}
