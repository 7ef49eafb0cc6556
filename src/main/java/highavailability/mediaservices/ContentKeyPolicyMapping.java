package highavailability.mediaservices;

import com.azure.resourcemanager.mediaservices.fluent.models.ContentKeyPolicyInner;
import com.azure.resourcemanager.mediaservices.fluent.models.ContentKeyPolicyPropertiesInner;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyClearKeyConfiguration;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyOption;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyRestrictionTokenType;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicySymmetricTokenKey;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyTokenClaim;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyTokenRestriction;
import highavailability.mediaservices.MediaServiceAdministration.ClearKeyOption;
import highavailability.mediaservices.MediaServiceAdministration.ContentKeyPolicy;
import java.util.List;
import java.util.Optional;

/** Reads and writes content key policies as the SDK has them. */
final class ContentKeyPolicyMapping {
  private ContentKeyPolicyMapping() {}

  static ContentKeyPolicyInner toSdk(ClearKeyOption option) {
    return new ContentKeyPolicyInner()
        .withOptions(
            List.of(
                new ContentKeyPolicyOption()
                    .withConfiguration(new ContentKeyPolicyClearKeyConfiguration())
                    .withRestriction(
                        new ContentKeyPolicyTokenRestriction()
                            .withIssuer(option.issuer())
                            .withAudience(option.audience())
                            .withRestrictionTokenType(ContentKeyPolicyRestrictionTokenType.JWT)
                            .withRequiredClaims(
                                List.of(
                                    new ContentKeyPolicyTokenClaim()
                                        .withClaimType(ClearKeyOption.KEY_IDENTIFIER_CLAIM)))
                            .withPrimaryVerificationKey(
                                new ContentKeyPolicySymmetricTokenKey()
                                    .withKeyValue(option.verificationKey())))));
  }

  static ContentKeyPolicy toPolicy(ContentKeyPolicyPropertiesInner policy) {
    List<ContentKeyPolicyOption> options = policy.options();
    return new ContentKeyPolicy(
        options == null || options.size() != 1 ? Optional.empty() : toClearKey(options.get(0)));
  }

  private static Optional<ClearKeyOption> toClearKey(ContentKeyPolicyOption option) {
    if (option.configuration() instanceof ContentKeyPolicyClearKeyConfiguration
        && option.restriction() instanceof ContentKeyPolicyTokenRestriction token
        && token.primaryVerificationKey() instanceof ContentKeyPolicySymmetricTokenKey key
        && ContentKeyPolicyRestrictionTokenType.JWT.equals(token.restrictionTokenType())
        && isEmpty(token.alternateVerificationKeys())
        && asksForNoMoreThanOurTokensHave(token.requiredClaims())
        && token.issuer() != null
        && token.audience() != null
        && key.keyValue() != null) {
      return Optional.of(new ClearKeyOption(token.issuer(), token.audience(), key.keyValue()));
    }
    return Optional.empty();
  }

  private static boolean asksForNoMoreThanOurTokensHave(List<ContentKeyPolicyTokenClaim> claims) {
    return claims == null
        || claims.stream()
            .allMatch(claim -> ClearKeyOption.KEY_IDENTIFIER_CLAIM.equals(claim.claimType()));
  }

  private static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }
}
