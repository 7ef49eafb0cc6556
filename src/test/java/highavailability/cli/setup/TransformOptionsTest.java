package highavailability.cli.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.mediaservices.TransformProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformOptionsTest {
  private static final String PRESET = "{\"@odata.type\":\"#Microsoft.Media.AudioAnalyzerPreset\"}";
  private static final String PROPERTIES = "{\"outputs\":[{\"preset\":" + PRESET + "}]}";

  @TempDir Path directory;

  @Test
  void a_built_in_preset_gives_its_name_to_the_transform_or_has_another() {
    assertEquals(
        Map.of(
            "AdaptiveStreaming",
            TransformProperties.ofBuiltInPreset("AdaptiveStreaming"),
            "Small",
            TransformProperties.ofBuiltInPreset("H264SingleBitrateSD")),
        TransformOptions.read(
            List.of("AdaptiveStreaming", "Small=H264SingleBitrateSD"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {PRESET, PROPERTIES, "{\"properties\":" + PROPERTIES + "}"})
  void a_file_may_hold_a_preset_or_properties_or_the_whole_body(String content) throws IOException {
    Map<String, JsonNode> read =
        TransformOptions.read(List.of(), List.of("Audio=" + file(content)));

    assertEquals(Set.of("Audio"), read.keySet());
    assertTrue(
        TransformProperties.haveSameOutputs(
            TransformProperties.ofPreset(read.get("Audio").path("outputs").get(0).path("preset")),
            read.get("Audio")));
    assertEquals(
        "#Microsoft.Media.AudioAnalyzerPreset",
        read.get("Audio").at("/outputs/0/preset/@odata.type").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | neither 'properties' nor 'outputs'",
        "{ | is not JSON",
        "{\"@odata.type\":\"#Microsoft.Media.Magic\"} | unknown kind '#Microsoft.Media.Magic'",
      })
  void a_file_that_is_of_no_use_is_named_with_the_reason(String content, String words)
      throws IOException {
    Path file = file(content);

    String message = refusal(List.of(), List.of("Audio=" + file));

    assertTrue(message.contains(file.toString()) && message.contains(words), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Adaptive | no built-in preset 'Adaptive'; there are AACGoodQualityAudio, Adaptive",
        "a/b=AdaptiveStreaming | contains '/'",
        "=AdaptiveStreaming | is missing or blank",
        "Small= | no built-in preset ''",
      })
  void a_wrong_preset_or_name_is_told(String option, String words) {
    String message = refusal(List.of(option), List.of());

    assertTrue(message.contains(words), message);
  }

  @Test
  void a_missing_file_and_a_missing_name_are_told() {
    assertTrue(refusal(List.of(), List.of("a=missing.json")).contains("cannot be read"));
    assertTrue(refusal(List.of(), List.of("missing.json")).contains("give a name and a file"));
  }

  @Test
  void a_transform_is_given_once() {
    String message =
        refusal(List.of("Small=H264SingleBitrateSD", "small=AdaptiveStreaming"), List.of());

    assertTrue(message.contains("'small' is given twice"), message);
  }

  private static String refusal(List<String> presets, List<String> files) {
    return assertThrows(IllegalArgumentException.class, () -> TransformOptions.read(presets, files))
        .getMessage();
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("transform.json"), content);
  }
}
