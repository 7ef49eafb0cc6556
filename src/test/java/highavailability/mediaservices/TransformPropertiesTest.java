package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformPropertiesTest {
  private static final String CUSTOM =
      """
      {"description":"one of our own","outputs":[{"onError":"ContinueJob","preset":{
        "@odata.type":"#Microsoft.Media.StandardEncoderPreset",
        "codecs":[
          {"@odata.type":"#Microsoft.Media.AacAudio","channels":2,"samplingRate":48000,
           "bitrate":128000,"profile":"AacLc"},
          {"@odata.type":"#Microsoft.Media.H264Video","keyFrameInterval":"PT2.0S",
           "layers":[{"bitrate":1000000,"width":"640","height":"360","label":"SD","bFrames":3}]}],
        "formats":[{"@odata.type":"#Microsoft.Media.Mp4Format",
          "filenamePattern":"{Basename}_{Label}_{Bitrate}{Extension}","outputFiles":[]}]}}]}
      """;

  @Test
  void presets_of_all_kinds_come_through_the_sdk_unchanged() {
    JsonNode custom = Json.tree(CUSTOM);

    JsonNode back = TransformProperties.toJson(TransformProperties.toSdk(custom));

    assertAll(
        () -> assertTrue(TransformProperties.haveSameOutputs(custom, back), back.toString()),
        () -> assertEquals("one of our own", back.path("description").asText()),
        () ->
            assertDoesNotThrow(
                () ->
                    TransformProperties.requireValid(
                        TransformProperties.ofBuiltInPreset("AdaptiveStreaming"))),
        () ->
            assertDoesNotThrow(
                () ->
                    TransformProperties.requireValid(
                        TransformProperties.ofPreset(
                            Json.tree(
                                "{\"@odata.type\":\"#Microsoft.Media.AudioAnalyzerPreset\"}")))));
  }

  @Test
  void what_a_service_adds_to_an_answer_may_stay_in_a_file() {
    JsonNode exported =
        Json.tree(
            CUSTOM.replaceFirst(
                "\\{", "{\"created\":\"2026-01-31T12:00:00Z\",\"lastModified\":null,"));

    assertDoesNotThrow(() -> TransformProperties.requireValid(exported));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Media.StandardEncoderPreset | Media.MagicPreset | #Microsoft.Media.MagicPreset",
        "\"channels\" | \"chanels\" | properties.outputs[0].preset.codecs[0].chanels",
        "\"onError\" | \"onErrors\" | properties.outputs[0].onErrors",
        "\"bFrames\" | \"aFrames\" | preset.codecs[1].layers[0].aFrames",
        "\"description\" | \"descripton\" | properties.descripton",
        "PT2.0S | soon | soon",
        "\"outputs\" | \"output\" | properties.outputs",
        "\"preset\" | \"presets\" | preset' has no @odata.type",
      })
  void what_would_be_left_out_is_refused_by_its_path(String good, String bad, String words) {
    JsonNode properties = Json.tree(CUSTOM.replace(good, bad));

    InvalidMessageException e =
        assertThrows(
            InvalidMessageException.class, () -> TransformProperties.requireValid(properties));

    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bitrate\":128000 | \"bitrate\":96000",
        "ContinueJob | StopProcessingJob",
        "AacLc | HeAacV1",
        "\"label\":\"SD\" | \"label\":\"HD\"",
      })
  void another_value_is_a_difference(String one, String other) {
    assertFalse(
        TransformProperties.haveSameOutputs(
            Json.tree(CUSTOM), Json.tree(CUSTOM.replace(one, other))));
  }

  @Test
  void what_the_service_fills_in_is_no_difference() {
    JsonNode wanted = Json.tree(CUSTOM);
    JsonNode found =
        Json.tree(
            CUSTOM
                .replace("\"onError\"", "\"relativePriority\":\"Normal\",\"onError\"")
                .replace("PT2.0S", "PT2S")
                .replace("\"bFrames\"", "\"adaptiveBFrame\":true,\"bFrames\"")
                .replace("one of our own", "described otherwise"));

    assertTrue(TransformProperties.haveSameOutputs(wanted, found));
  }

  @Test
  void a_built_in_preset_is_the_same_only_with_the_same_configuration() {
    JsonNode wanted = TransformProperties.ofBuiltInPreset("AdaptiveStreaming");
    JsonNode plain =
        Json.tree(
            Json.write(wanted)
                .replace("\"preset\"", "\"onError\":\"StopProcessingJob\",\"preset\"")
                .replace("\"presetName\"", "\"configurations\":null,\"presetName\""));
    JsonNode configured =
        Json.tree(
            Json.write(wanted)
                .replace("\"presetName\"", "\"configurations\":{\"maxLayers\":3},\"presetName\""));

    assertAll(
        () -> assertTrue(TransformProperties.haveSameOutputs(wanted, plain)),
        () -> assertFalse(TransformProperties.haveSameOutputs(wanted, configured)),
        () ->
            assertFalse(
                TransformProperties.haveSameOutputs(wanted, Json.tree("{\"outputs\":[]}"))));
  }
}
