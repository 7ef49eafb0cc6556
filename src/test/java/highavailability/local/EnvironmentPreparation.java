package highavailability.local;

import com.azure.core.http.HttpPipelineBuilder;
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
import com.azure.resourcemanager.mediaservices.models.TransformOutput;
import highavailability.http.HttpClients;
import highavailability.local.Regions.Region;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Makes in every region what jobs need: the transform, the content key policy, and a started
 * streaming endpoint (004_769afd586cfce8b9.txt, "Submit test requests").
 */
final class EnvironmentPreparation {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private EnvironmentPreparation() {}

  static void prepare(Region region, String clearKey) {
    MediaServicesManager manager = managerOf(region);
    manager
        .transforms()
        .define(ClusterSettings.TRANSFORM)
        .withExistingMediaService(Regions.RESOURCE_GROUP, region.accountName())
        .withOutputs(
            List.of(
                new TransformOutput()
                    .withPreset(
                        new BuiltInStandardEncoderPreset()
                            .withPresetName(EncoderNamedPreset.ADAPTIVE_STREAMING))))
        .create();
    manager
        .contentKeyPolicies()
        .define(ClusterSettings.CONTENT_KEY_POLICY)
        .withExistingMediaService(Regions.RESOURCE_GROUP, region.accountName())
        .withOptions(
            List.of(
                new ContentKeyPolicyOption()
                    .withConfiguration(new ContentKeyPolicyClearKeyConfiguration())
                    .withRestriction(
                        new ContentKeyPolicyTokenRestriction()
                            .withIssuer(ClusterSettings.TOKEN_ISSUER)
                            .withAudience(ClusterSettings.TOKEN_AUDIENCE)
                            .withRestrictionTokenType(ContentKeyPolicyRestrictionTokenType.JWT)
                            .withPrimaryVerificationKey(
                                new ContentKeyPolicySymmetricTokenKey()
                                    .withKeyValue(Base64.getDecoder().decode(clearKey))))))
        .create();
    manager.streamingEndpoints().start(Regions.RESOURCE_GROUP, region.accountName(), "default");
  }

  /** A client of the region through the SDK, without a token: the emulator is on this machine. */
  static MediaServicesManager managerOf(Region region) {
    AzureEnvironment environment =
        new AzureEnvironment(
            Map.of(
                AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(),
                region.mediaServices().endpoint().toString()));
    return MediaServicesManager.authenticate(
        new HttpPipelineBuilder().httpClient(HttpClients.create(TIMEOUT, TIMEOUT, TIMEOUT)).build(),
        new AzureProfile(null, Regions.SUBSCRIPTION_ID, environment));
  }
}
