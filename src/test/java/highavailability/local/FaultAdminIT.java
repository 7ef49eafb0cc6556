package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.emulator.EmulatorOptions;
import highavailability.emulator.MediaServicesEmulator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultAdminIT {
  private static final String FAULTS = "/regions/amsbroken/faults";

  private final StorageProxy storage = StorageProxy.start(SharedAzurite.azurite().blobPort());
  private final MediaServicesEmulator emulator =
      MediaServicesEmulator.start(
          EmulatorOptions.of(
              "amsbroken",
              SharedAzurite.azurite()
                  .connectionString(SharedAzurite.newAccount(), storage.port())));
  private final RegionFaults region = new RegionFaults("amsbroken", emulator.faults(), storage);
  private final FaultAdmin admin = FaultAdmin.start(0, List.of(region));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void clear() {
    region.clear();
  }

  @AfterAll
  void stop() {
    admin.close();
    emulator.close();
    storage.close();
  }

  @Test
  void a_whole_region_goes_down_and_comes_back() throws Exception {
    assertEquals(200, call("PUT", FAULTS, "{\"regionDown\":true}").statusCode());

    assertThrows(ConnectException.class, () -> connect(emulator.endpoint().getPort()));
    assertThrows(ConnectException.class, () -> connect(storage.port()));
    assertTrue(call("GET", "/regions", "").body().contains("\"regionDown\" : true"));

    assertEquals(200, call("DELETE", FAULTS, "").statusCode());

    connect(emulator.endpoint().getPort());
    connect(storage.port());
    assertEquals("{ }\n", call("GET", FAULTS, "").body());
  }

  @Test
  void faults_replace_those_before_them() throws Exception {
    call("PUT", FAULTS, "{\"storageDown\":true}");

    String shown =
        call("PUT", FAULTS, "{\"calls\":[{\"effect\":\"status\",\"status\":503}]}").body();

    connect(storage.port());
    assertTrue(shown.contains("503"), shown);
    assertEquals(503, statusOfApi());
  }

  @Test
  void the_command_line_adds_to_what_is_wrong() throws Exception {
    FaultCommand command = new FaultCommand(List.of(region));

    command.run("fault amsbroken calls effect=status status=429");
    command.run("fault amsbroken copies effect=pend pending=PT5S");

    assertEquals(429, statusOfApi());
    assertEquals(
        List.of(
            "amsbroken          {\"calls\":[{\"effect\":\"status\",\"status\":429}],"
                + "\"copies\":{\"effect\":\"pend\",\"pending\":\"PT5S\"}}"),
        command.run("faults"));
    assertEquals(List.of("amsbroken          all is well"), command.run("fault amsbroken clear"));
  }

  @Test
  void wrong_requests_say_what_to_do_and_change_nothing() throws Exception {
    assertRefused(400, "apiDown is 1: give true or false", "PUT", FAULTS, "{\"apiDown\":1}");
    assertRefused(400, "The body is no JSON", "PUT", FAULTS, "{");
    assertRefused(400, "The whole is no JSON object", "PUT", FAULTS, "");
    assertRefused(404, "give one of amsbroken", "PUT", "/regions/amsmars/faults", "{}");
    assertRefused(404, "GET /regions", "GET", "/pancakes", "");
    assertRefused(405, "Only GET", "DELETE", "/regions", "");
    assertRefused(405, "PUT and DELETE", "POST", FAULTS, "{}");
    assertEquals(RegionPlan.none(), region.plan());
  }

  private void assertRefused(int status, String message, String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer = call(method, path, body);

    assertEquals(status, answer.statusCode());
    assertTrue(answer.body().contains(message), answer.body());
  }

  private int statusOfApi() throws Exception {
    return send(
            "GET",
            URI.create(
                emulator.endpoint()
                    + emulator.accountResourceId()
                    + "/assets?api-version=2022-08-01"),
            "")
        .statusCode();
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return send(method, admin.uri().resolve(path), body);
  }

  private HttpResponse<String> send(String method, URI uri, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static void connect(int port) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }
}
