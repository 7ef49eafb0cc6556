package highavailability.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Streaming policies: the predefined ones of the service, and own ones. */
final class StreamingPolicies extends NamedResources {

  private static final String PREDEFINED = "predefined_";

  StreamingPolicies(AccountAddress account, Listing listing) {
    super(account, listing, "streamingPolicies", "streaming policy");
    predefine("Predefined_DownloadOnly", List.of(clear(true, false)));
    predefine("Predefined_ClearStreamingOnly", List.of(clear(false, true)));
    predefine("Predefined_DownloadAndClearStreaming", List.of(clear(true, true)));
    predefine("Predefined_ClearKey", List.of(envelope("clearKeyDefault")));
    predefine("Predefined_MultiDrmCencStreaming", List.of(envelope("clearKeyDefault"), cenc()));
    predefine("Predefined_MultiDrmStreaming", List.of(envelope("clearKeyDefault"), cenc(), cbcs()));
  }

  /** The encryption schemes of a policy, in the order in which the service lists their paths. */
  static List<EncryptionScheme> schemesOf(Resource policy) {
    List<EncryptionScheme> schemes = new ArrayList<>();
    for (EncryptionScheme scheme : EncryptionScheme.values()) {
      if (policy.properties().hasNonNull(scheme.section())) {
        schemes.add(scheme);
      }
    }
    return schemes;
  }

  @Override
  Reply put(ArmRequest request, String name) {
    ObjectNode given = request.properties();
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    if (given.path("defaultContentKeyPolicyName").isTextual()) {
      properties.put(
          "defaultContentKeyPolicyName", given.path("defaultContentKeyPolicyName").asText());
    }
    for (EncryptionScheme scheme : EncryptionScheme.values()) {
      if (given.hasNonNull(scheme.section())) {
        properties.set(scheme.section(), given.get(scheme.section()).deepCopy());
      }
    }
    Resource policy = Resource.create(name, properties);
    if (schemesOf(policy).isEmpty()) {
      throw ArmError.badRequest(
          "A streaming policy needs one of noEncryption, envelopeEncryption,"
              + " commonEncryptionCenc, commonEncryptionCbcs.");
    }
    if (!insert(policy)) {
      throw taken(name);
    }
    return Reply.json(201, render(policy));
  }

  @Override
  void beforeDelete(Resource policy) {
    if (ResourceName.key(policy.name()).startsWith(PREDEFINED)) {
      throw ArmError.badRequest("The predefined streaming policies cannot be deleted.");
    }
  }

  @Override
  ObjectNode shown(Resource policy) {
    ObjectNode properties = super.shown(policy);
    properties.remove("lastModified");
    return properties;
  }

  private void predefine(String name, List<ObjectNode> sections) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    sections.forEach(properties::setAll);
    insert(Resource.create(name, properties));
  }

  private static ObjectNode clear(boolean download, boolean streaming) {
    return section(EncryptionScheme.NO_ENCRYPTION, download, streaming, streaming, streaming);
  }

  private static ObjectNode envelope(String label) {
    return keyed(
        section(EncryptionScheme.ENVELOPE, false, true, true, true),
        EncryptionScheme.ENVELOPE,
        label);
  }

  private static ObjectNode cenc() {
    return keyed(
        section(EncryptionScheme.CENC, false, true, false, true),
        EncryptionScheme.CENC,
        "cencDefaultKey");
  }

  private static ObjectNode cbcs() {
    return keyed(
        section(EncryptionScheme.CBCS, false, false, true, false),
        EncryptionScheme.CBCS,
        "cbcsDefaultKey");
  }

  private static ObjectNode section(
      EncryptionScheme scheme, boolean download, boolean dash, boolean hls, boolean smooth) {
    ObjectNode holder = JsonNodeFactory.instance.objectNode();
    ObjectNode protocols = holder.putObject(scheme.section()).putObject("enabledProtocols");
    protocols.put("download", download);
    protocols.put("dash", dash);
    protocols.put("hls", hls);
    protocols.put("smoothStreaming", smooth);
    return holder;
  }

  private static ObjectNode keyed(ObjectNode holder, EncryptionScheme scheme, String label) {
    ObjectNode section = (ObjectNode) holder.get(scheme.section());
    section.putArray("clearTracks");
    ObjectNode keys = section.putObject("contentKeys");
    keys.putObject("defaultKey").put("label", label);
    keys.putArray("keyToTrackMappings");
    return holder;
  }
}
