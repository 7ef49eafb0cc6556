package highavailability.cli.doctor;

import highavailability.cli.doctor.Finding.About;
import java.util.List;
import java.util.function.Function;

/**
 * One look at something.
 *
 * @param about what is looked at
 * @param work looks; what it throws is a finding, too
 */
record Check(About about, Function<About, List<Finding>> work) {
  /** A look that finds one thing. */
  static Check of(String area, String subject, Function<About, Finding> work) {
    return new Check(new About(area, subject), about -> List.of(work.apply(about)));
  }

  /** The same look, or none when that would tell nothing new. */
  Check onlyIf(boolean premise, String whyNot) {
    return premise ? this : of(about.area(), about.subject(), about -> about.notChecked(whyNot));
  }
}
