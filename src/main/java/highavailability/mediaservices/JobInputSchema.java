package highavailability.mediaservices;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The kinds of objects that a job's input is made of, as the REST API of 2022-07-01 defines them,
 * by their {@code @odata.type} without its prefix.
 */
final class JobInputSchema {
  /** What may stand in a field. */
  enum Value {
    TEXT,
    TEXTS,
    INTEGER,
    DURATION,
    TIME,
    INPUTS(true, "JobInputAsset", "JobInputHttp", "JobInputs", "JobInputSequence", "JobInputClip"),
    CLIPS(true, "JobInputAsset", "JobInputHttp", "JobInputClip"),
    CLIP_TIME(false, "AbsoluteClipTime", "UtcClipTime"),
    DEFINITIONS(true, "FromAllInputFile", "FromEachInputFile", "InputFile"),
    TRACKS(
        true,
        "AudioTrackDescriptor",
        "SelectAudioTrackByAttribute",
        "SelectAudioTrackById",
        "VideoTrackDescriptor",
        "SelectVideoTrackByAttribute",
        "SelectVideoTrackById");

    private final boolean isList;
    private final List<String> kinds;

    Value() {
      this(false);
    }

    Value(boolean isList, String... kinds) {
      this.isList = isList;
      this.kinds = List.of(kinds);
    }

    boolean isList() {
      return isList;
    }

    /** Kinds of the objects that may stand there; empty for plain values. */
    List<String> kinds() {
      return kinds;
    }
  }

  /**
   * One kind of object.
   *
   * @param fields what it may have
   * @param required what it must have
   */
  record Kind(Map<String, Value> fields, Set<String> required) {}

  private static final Map<String, Value> CLIP =
      Map.of(
          "files", Value.TEXTS,
          "start", Value.CLIP_TIME,
          "end", Value.CLIP_TIME,
          "label", Value.TEXT,
          "inputDefinitions", Value.DEFINITIONS);
  private static final Map<String, Value> DEFINITION = Map.of("includedTracks", Value.TRACKS);
  private static final Map<String, Value> AUDIO = Map.of("channelMapping", Value.TEXT);
  private static final Map<String, Value> BY_ATTRIBUTE =
      Map.of("attribute", Value.TEXT, "filter", Value.TEXT, "filterValue", Value.TEXT);
  private static final Map<String, Value> BY_ID = Map.of("trackId", Value.INTEGER);

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          kind("JobInputClip", CLIP, Map.of()),
          kind("JobInputAsset", CLIP, Map.of("assetName", Value.TEXT), "assetName"),
          kind("JobInputHttp", CLIP, Map.of("baseUri", Value.TEXT), "files"),
          kind("JobInputs", Map.of(), Map.of("inputs", Value.INPUTS), "inputs"),
          kind("JobInputSequence", Map.of(), Map.of("inputs", Value.CLIPS), "inputs"),
          kind("AbsoluteClipTime", Map.of(), Map.of("time", Value.DURATION), "time"),
          kind("UtcClipTime", Map.of(), Map.of("time", Value.TIME), "time"),
          kind("FromAllInputFile", DEFINITION, Map.of()),
          kind("FromEachInputFile", DEFINITION, Map.of()),
          kind("InputFile", DEFINITION, Map.of("filename", Value.TEXT)),
          kind("AudioTrackDescriptor", AUDIO, Map.of()),
          kind("SelectAudioTrackByAttribute", AUDIO, BY_ATTRIBUTE, "attribute", "filter"),
          kind("SelectAudioTrackById", AUDIO, BY_ID, "trackId"),
          kind("VideoTrackDescriptor", Map.of(), Map.of()),
          kind("SelectVideoTrackByAttribute", Map.of(), BY_ATTRIBUTE, "attribute", "filter"),
          kind("SelectVideoTrackById", Map.of(), BY_ID, "trackId"));

  private JobInputSchema() {}

  static Kind kind(String name) {
    return KINDS.get(name);
  }

  private static Map.Entry<String, Kind> kind(
      String name, Map<String, Value> inherited, Map<String, Value> own, String... required) {
    Map<String, Value> fields = new TreeMap<>(inherited);
    fields.putAll(own);
    return Map.entry(
        name,
        new Kind(
            Collections.unmodifiableMap(fields),
            Collections.unmodifiableSet(new TreeSet<>(Set.of(required)))));
  }
}
