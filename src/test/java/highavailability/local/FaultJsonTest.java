package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"regionDown\":true}",
        "{\"apiDown\":true,\"storageDown\":true}",
        "{\"calls\":[{\"effect\":\"status\",\"status\":503,\"method\":\"PUT\",\"kind\":\"jobs\",\"share\":0.5,\"count\":3},"
            + "{\"effect\":\"executeLateInSilence\",\"delay\":\"PT5S\"}]}",
        "{\"failJobs\":{\"code\":\"X\",\"category\":\"Service\",\"retry\":\"DoNotRetry\",\"count\":2}}",
        "{\"stickJobsIn\":\"processing\"}",
        "{\"events\":{\"lose\":true,\"delay\":\"PT1S\",\"duplicates\":2,\"shuffle\":\"PT2S\"}}",
        "{\"events\":{\"loseShare\":0.25}}",
        "{\"copies\":{\"effect\":\"refuse\",\"status\":500,\"count\":1}}",
        "{\"copies\":{\"effect\":\"pend\",\"pending\":\"PT10S\"}}"
      })
  void what_is_read_is_shown_as_it_was_written(String json) {
    assertEquals(parse(json), FaultJson.write(FaultJson.read(parse(json), RegionPlan.none())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [] | The whole is no JSON object: give one, in braces
          {"down":true} | down is not known: give regionDown, apiDown, storageDown, calls, failJobs, stickJobsIn, events, copies
          {"regionDown":"yes"} | regionDown is "yes": give true or false
          {"calls":{}} | calls is no list: give one, in brackets
          {"calls":[{"effect":"explode"}]} | calls[0].effect is "explode": give status, delay, silence, loseAnswer, executeLate, executeLateInSilence
          {"calls":[{"status":503}]} | calls[0].effect is missing: give it
          {"calls":[{"effect":"silence"},{"effect":"status","status":200}]} | calls[1].status is 200: give 400 to 599
          {"calls":[{"effect":"delay","delay":"5s"}]} | calls[0].delay is "5s": give a duration such as PT5S
          {"calls":[{"effect":"delay"}]} | calls[0].delay is missing: give a duration such as PT5S
          {"calls":[{"effect":"silence","method":"BREW"}]} | calls[0].method is 'BREW': give one of [DELETE, GET, PATCH, POST, PUT]
          {"calls":[{"effect":"silence","share":2}]} | calls[0].share is 2.0: give a number above 0 and up to 1
          {"failJobs":{"code":"X","category":"Weather"}} | failJobs.category is 'Weather': give one of [Account, Configuration, Content, Download, Service, Upload]
          {"failJobs":{"code":"X","category":"Service","retry":"Never"}} | failJobs.retry is 'Never': give MayRetry or DoNotRetry
          {"stickJobsIn":"finished"} | stickJobsIn is "finished": give scheduled, processing
          {"events":{"duplicates":-1}} | events.duplicates is -1: give 0 to 100
          {"events":{"delay":"-PT1S"}} | events.delay is PT-1S: give zero or a positive duration such as PT5S
          {"copies":{"effect":"pend"}} | copies.pending is missing: give a duration such as PT5S
          """)
  void what_is_wrong_is_named_with_its_cure(String json, String message) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> FaultJson.read(parse(json), RegionPlan.none()))
            .getMessage());
  }

  @Test
  void what_is_added_leaves_the_rest_in_force() {
    RegionPlan before =
        FaultJson.read(
            parse(
                "{\"apiDown\":true,\"events\":{\"delay\":\"PT1S\"},\"calls\":[{\"effect\":\"silence\"}]}"),
            RegionPlan.none());

    RegionPlan after =
        FaultJson.read(
            parse(
                "{\"apiDown\":false,\"events\":{\"duplicates\":1},\"calls\":[{\"effect\":\"loseAnswer\"}]}"),
            before);

    assertEquals(
        parse(
            "{\"calls\":[{\"effect\":\"silence\"},{\"effect\":\"loseAnswer\"}],"
                + "\"events\":{\"delay\":\"PT1S\",\"duplicates\":1}}"),
        FaultJson.write(after));
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
