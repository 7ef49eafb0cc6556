package highavailability.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.RETURNS_MOCKS;
import static org.mockito.Mockito.mock;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import highavailability.app.AppComponent;
import highavailability.app.InvalidSettingsException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FunctionInstancesTest {
  private final AppComponent component = mock(AppComponent.class, RETURNS_MOCKS);

  @Test
  void every_function_is_given() throws Exception {
    FunctionInstances instances = new FunctionInstances(() -> component);

    for (Class<?> function : FunctionDeclarationsTest.ALL) {
      assertInstanceOf(function, instances.getInstance(function));
    }
  }

  @Test
  void a_class_that_is_no_function_is_refused_by_name() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new FunctionInstances(() -> component).getInstance(String.class));

    assertTrue(refusal.getMessage().contains("java.lang.String"), refusal.getMessage());
  }

  @Test
  void all_invocations_share_one_component_however_many_come_at_once() {
    AtomicInteger made = new AtomicInteger();
    FunctionInstances instances =
        new FunctionInstances(
            new ProcessComponent(
                () -> {
                  made.incrementAndGet();
                  return component;
                }));

    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i ->
                instances.getInstance(
                    FunctionDeclarationsTest.ALL.get(i % FunctionDeclarationsTest.ALL.size())));

    assertEquals(1, made.get());
  }

  @Test
  void a_component_that_could_not_be_made_is_tried_again_at_the_next_invocation() {
    AtomicInteger tries = new AtomicInteger();
    FunctionInstances instances =
        new FunctionInstances(
            new ProcessComponent(
                () -> {
                  if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException("Key Vault does not answer");
                  }
                  return component;
                }));

    assertThrows(
        IllegalStateException.class, () -> instances.getInstance(ProvisioningFunction.class));

    assertInstanceOf(ProvisioningFunction.class, instances.getInstance(ProvisioningFunction.class));
  }

  @Test
  void the_worker_finds_it_and_is_told_of_wrong_settings_at_every_invocation() {
    List<FunctionInstanceInjector> found =
        ServiceLoader.load(FunctionInstanceInjector.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    assertEquals(List.of(FunctionInstances.class), found.stream().map(Object::getClass).toList());
    for (int invocation = 1; invocation <= 2; invocation++) {
      assertThrows(
          InvalidSettingsException.class,
          () -> found.get(0).getInstance(ProvisioningFunction.class));
    }
  }
}
