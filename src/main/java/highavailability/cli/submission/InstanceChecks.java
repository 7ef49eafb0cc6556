package highavailability.cli.submission;

import highavailability.app.AppComponent;
import highavailability.health.MediaServiceInstanceHealth;
import highavailability.jobs.Names;
import highavailability.mediaservices.JobInputs;
import highavailability.mediaservices.MediaServiceAdministrations;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstances;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks the instances whether they have what jobs need. One that does not answer keeps nobody from
 * submitting: the app finds out.
 */
final class InstanceChecks {
  private final MediaServiceInstances instances;
  private final MediaServiceAdministrations administrations;
  private final Set<String> disabled;
  private final Consumer<String> notes;

  InstanceChecks(
      MediaServiceInstances instances,
      MediaServiceAdministrations administrations,
      Set<String> disabled,
      Consumer<String> notes) {
    this.instances = instances;
    this.administrations = administrations;
    this.disabled = disabled;
    this.notes = notes;
  }

  static InstanceChecks of(AppComponent app, Consumer<String> notes) {
    Set<String> disabled =
        app.instanceHealthStore().list().stream()
            .filter(h -> !h.enabled())
            .map(MediaServiceInstanceHealth::accountName)
            .collect(Collectors.toSet());
    return new InstanceChecks(
        app.mediaServiceInstances(), app.mediaServiceAdministrations(), disabled, notes);
  }

  /** Transforms and input assets that no instance has. */
  List<String> problemsWith(Collection<PlannedJob> jobs) {
    List<String> problems = new ArrayList<>();
    for (String transform : distinct(jobs, InstanceChecks::transformOf)) {
      transformProblem(transform).ifPresent(problems::add);
    }
    for (String asset : distinct(jobs, InstanceChecks::existingAssetsOf)) {
      assetProblem(asset).ifPresent(problems::add);
    }
    return problems;
  }

  private Optional<String> transformProblem(String name) {
    List<String> enabled =
        instances.accountNames().stream().filter(a -> !disabled.contains(a)).toList();
    Answers answers =
        ask(
            enabled,
            name,
            (a, n) -> administrations.administrationOf(a).findTransform(n).isPresent());
    if (answers.with.isEmpty() && answers.silent.isEmpty()) {
      return Optional.of(
          "Transform '%s' exists in no enabled instance (%s); make it with msha init, or name another."
              .formatted(name, String.join(", ", enabled)));
    }
    if (!answers.without.isEmpty()) {
      notes.accept(
          "Transform '%s' is missing at %s: jobs cannot run there."
              .formatted(name, String.join(", ", answers.without)));
    }
    return Optional.empty();
  }

  private Optional<String> assetProblem(String name) {
    Answers answers =
        ask(instances.accountNames(), name, (a, n) -> instances.get(a).findAsset(n).isPresent());
    return answers.with.isEmpty() && answers.silent.isEmpty()
        ? Optional.of(
            "Input asset '%s' exists in no instance (%s); see its name."
                .formatted(name, String.join(", ", instances.accountNames())))
        : Optional.empty();
  }

  private record Answers(List<String> with, List<String> without, List<String> silent) {}

  private Answers ask(List<String> accounts, String name, BiPredicate<String, String> has) {
    Answers answers = new Answers(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String account : accounts) {
      try {
        (has.test(account, name) ? answers.with : answers.without).add(account);
      } catch (MediaServiceCallException e) {
        answers.silent.add(account);
        notes.accept("'" + name + "' could not be checked: " + e.getMessage());
      }
    }
    return answers;
  }

  private interface NamesOf {
    List<String> in(PlannedJob job);
  }

  private static List<String> transformOf(PlannedJob job) {
    return List.of(job.request().transformName());
  }

  private static List<String> existingAssetsOf(PlannedJob job) {
    // The asset of a file is made with the upload.
    return job.file().isPresent() ? List.of() : JobInputs.assetNames(job.request().jobInputs());
  }

  private static Collection<String> distinct(Collection<PlannedJob> jobs, NamesOf names) {
    Set<String> seen = new TreeSet<>();
    return jobs.stream()
        .flatMap(j -> names.in(j).stream())
        .filter(n -> seen.add(Names.canonical(n)))
        .toList();
  }
}
