// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import dev.rekey.words.Place;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How the words on a command line become names, digests and times. */
final class Words {

  private Words() {}

  static void teach(CommandLine commands) {
    teach(commands, CampaignName.class, CampaignName::new);
    teach(commands, PersonName.class, PersonName::new);
    teach(commands, SystemName.class, SystemName::new);
    teach(commands, TeamName.class, TeamName::new);
    teach(commands, CredentialId.class, CredentialId::new);
    teach(commands, Place.class, Place::parse);
    teach(commands, Digest.class, Digest::new);
    teach(commands, Instant.class, Words::time);
    teach(commands, Output.class, Words::output);
  }

  private static <T> void teach(CommandLine commands, Class<T> type, Function<String, T> reading) {
    commands.registerConverter(
        type,
        text -> {
          try {
            return reading.apply(text);
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
          }
        });
  }

  /** A time with its zone, or a day: where it begins in UTC. */
  static Instant time(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "time: '%s' (expected: a day such as 2026-11-23, or a time with its zone such as"
                  .formatted(text)
              + " 2026-11-23T18:00:00Z)",
          e);
    }
  }

  private static Output output(String text) {
    for (Output output : Output.values()) {
      if (output.toString().equals(text)) {
        return output;
      }
    }
    throw new IllegalArgumentException("output: '%s' (expected: text or json)".formatted(text));
  }
}
