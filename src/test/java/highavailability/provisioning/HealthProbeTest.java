package highavailability.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HealthProbeTest {
  @Test
  void the_path_stays_what_front_door_was_told() {
    assertEquals("/1a57c46e-6279-5cd2-a6e5-e807fa321f60/probe.txt", HealthProbe.PATH);
  }
}
