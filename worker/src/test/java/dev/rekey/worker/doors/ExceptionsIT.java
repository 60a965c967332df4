// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.certificate.CertificateReport;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An open exception settles a campaign and never closes it (P6). */
@Together
@Order(10)
@ExtendWith(OneSite.class)
@Timeout(1500)
class ExceptionsIT {

  /** Long enough to settle in before it ends. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(45);

  @Test
  void aSettledCampaignIsHeldAgainWhenItsExceptionExpiresAndClosesWhole(Site site) {
    Target target = site.target("excepted");
    Responders people = target.people();
    target.untilHeld("not-confirmed");

    Instant until = Instant.now().plus(LONG_ENOUGH).truncatedTo(ChronoUnit.SECONDS);
    SignedStatement exception =
        people.olga.sign(
            people.campaign(),
            target.items().subject(),
            Verb.EXCEPT,
            "its consumer sleeps",
            new TreeMap<>(Map.of(Statement.UNTIL, until.toString())));
    people.decide(exception, target.items().items());
    assertThat(target.isHeld("not-confirmed")).isTrue();
    people.decide(countersigned(people, exception), List.of());
    people.until("excepted", Target.PATIENCE, () -> target.is("excepted"));

    CertificateReport settled = CertificateVerifier.verify(people.close(), Optional.empty());
    assertThat(settled.findings()).isEmpty();
    assertThat(settled.lines()).anyMatch(line -> line.contains("settled with 1 open exception"));
    assertThat(people.status().get("state").stringValue()).isEqualTo("settled");
    target.requireUntouched();

    target.untilHeld("exception-over");
    assertThat(people.prepareClosing().get("openRows").intValue()).isEqualTo(1);
    target.retryToTheEnd();
    assertThat(people.status().get("state").stringValue()).isEqualTo("closed");
    assertThat(
            CertificateVerifier.verify(
                    people.api().bytes("/campaigns/excepted/certificate"), Optional.empty())
                .lines())
        .anyMatch(line -> line.contains("closed whole"));
  }

  private static SignedStatement countersigned(Responders people, SignedStatement exception) {
    Digest digest = Statement.parse(exception.text()).digest();
    return people.bob.sign(
        people.campaign(), new StatementSubject(digest), Verb.COUNTERSIGN, "seen");
  }
}
