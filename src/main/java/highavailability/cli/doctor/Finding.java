package highavailability.cli.doctor;

import java.util.Objects;
import java.util.Optional;

/**
 * What a check has found.
 *
 * @param area what the subject belongs to
 * @param subject what was checked
 * @param outcome how it is
 * @param detail what is wrong, or what was seen
 * @param cure what to do about it; empty when there is nothing to do
 */
record Finding(String area, String subject, Outcome outcome, String detail, Optional<String> cure) {
  /** How something is. The worst comes first. */
  enum Outcome {
    PROBLEM("problem", "FAIL"),
    WARNING("warning", "warn"),
    NOT_CHECKED("not checked", "-"),
    OK("ok", "ok");

    private final String word;
    private final String mark;

    Outcome(String word, String mark) {
      this.word = word;
      this.mark = mark;
    }

    /** As scripts read it. */
    String word() {
      return word;
    }

    /** As people see it at the beginning of a line. */
    String mark() {
      return mark;
    }
  }

  Finding {
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(cure, "cure");
  }

  /** The same of something else. */
  Finding about(About other) {
    return new Finding(other.area(), other.subject(), outcome, detail, cure);
  }

  boolean isOk() {
    return outcome == Outcome.OK;
  }

  /**
   * What findings are about.
   *
   * @param area see {@link Finding}
   * @param subject see {@link Finding}
   */
  record About(String area, String subject) {
    Finding ok(String detail) {
      return new Finding(area, subject, Outcome.OK, detail, Optional.empty());
    }

    Finding warning(String detail, String cure) {
      return new Finding(area, subject, Outcome.WARNING, detail, Optional.of(cure));
    }

    Finding problem(String detail, String cure) {
      return new Finding(area, subject, Outcome.PROBLEM, detail, Optional.of(cure));
    }

    Finding notChecked(String why) {
      return new Finding(area, subject, Outcome.NOT_CHECKED, why, Optional.empty());
    }

    Finding notChecked(String why, String cure) {
      return new Finding(area, subject, Outcome.NOT_CHECKED, why, Optional.of(cure));
    }
  }
}
