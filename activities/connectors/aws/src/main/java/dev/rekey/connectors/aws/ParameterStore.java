// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.spi.PlaceVersion;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/**
 * Systems Manager's parameters.
 *
 * <p>{@code PutParameter} has neither a token nor a condition, and answers which version it made.
 * So writers of one client go one after the other, and one that finds that it made another version
 * than the next one has overwritten somebody's change of the last moment: it puts that back, and
 * the outcome is a conflict. In between consumers see our text.
 *
 * <p>AWS keeps up to 100 earlier versions, and has no call that deletes one. What leaked goes on
 * being readable there by its number; that it is dead is proven, that it is gone is not claimed.
 */
final class ParameterStore implements Store {

  private final Calls calls;

  ParameterStore(Calls calls) {
    this.calls = calls;
  }

  @Override
  public Outcome<Stored> read(String name) {
    return parameter(name)
        .map(found ->
            new Stored(
                new PlaceVersion(Long.toString(found.version())),
                Secret.taking(found.value().getBytes(UTF_8))));
  }

  private Outcome<Parameter> parameter(String selector) {
    return calls.call(
        "ssm:GetParameter " + selector,
        Effect.NONE,
        (sdk, signer) -> {
          Parameter found =
              sdk.parameters()
                  .getParameter(
                      r -> r.name(selector).withDecryption(true).overrideConfiguration(signer))
                  .parameter();
          if (found == null || found.version() == null || found.value() == null) {
            throw new IllegalStateException("an answer without a parameter");
          }
          return found;
        });
  }

  @Override
  public synchronized Outcome<PlaceVersion> replace(String name, Stored read, Secret text) {
    long before = Long.parseLong(read.version().value());
    return parameter(name)
        .flatMap(now ->
            now.version() == before
                ? metadata(name)
                    .flatMap(known ->
                        put(name, text, known).flatMap(made -> settle(name, before, made, known)))
                : conflict(name, now.version(), before));
  }

  @Override
  public Outcome<List<Grant>> needs(String name) {
    return parameter(name)
        .map(found ->
            List.of(new Grant(Policy.PARAMETERS, found.arn()), new Grant(Policy.EVERYWHERE, "*")));
  }

  @Override
  public Map<String, Supplier<Outcome<?>>> reads(String name) {
    return Map.of(
        "ssm:GetParameter", () -> parameter(name).map(_ -> 0),
        "ssm:DescribeParameters", () -> metadata(name));
  }

  private static Outcome<PlaceVersion> conflict(String name, long found, long expected) {
    return new Rejected<>(
        Rejection.CONFLICT,
        "parameter %s has version %d (expected: %d)".formatted(name, found, expected));
  }

  /** Without the key's id, a secure one would be encrypted with the account's default key. */
  private Outcome<Optional<ParameterMetadata>> metadata(String name) {
    return calls.call(
        "ssm:DescribeParameters " + name,
        Effect.NONE,
        (sdk, signer) ->
            sdk
                .parameters()
                .describeParameters(
                    r -> r.parameterFilters(nameIs(name)).overrideConfiguration(signer))
                .parameters()
                .stream()
                .findFirst());
  }

  private static ParameterStringFilter nameIs(String name) {
    return ParameterStringFilter.builder().key("Name").option("Equals").values(name).build();
  }

  private Outcome<Long> put(String name, Secret text, Optional<ParameterMetadata> known) {
    return calls.call(
        "ssm:PutParameter " + name,
        Effect.POSSIBLE,
        (sdk, signer) -> {
          Long made =
              sdk.parameters()
                  .putParameter(r -> {
                    r.name(name)
                        .overwrite(true)
                        .value(text.open(bytes -> new String(bytes, UTF_8)))
                        .overrideConfiguration(signer);
                    known.ifPresent(one -> r.type(one.type()).keyId(one.keyId()).tier(one.tier()));
                  })
                  .version();
          if (made == null) {
            throw new IllegalStateException("an answer without a version");
          }
          return made;
        });
  }

  /** The next version is ours; what came between is put back. */
  private Outcome<PlaceVersion> settle(
      String name, long before, long made, Optional<ParameterMetadata> known) {
    if (made == before + 1) {
      return new Done<>(new PlaceVersion(Long.toString(made)));
    }
    Outcome<Long> restored =
        parameter(name + ":" + (made - 1))
            .flatMap(theirs -> {
              try (Secret text = Secret.taking(theirs.value().getBytes(UTF_8))) {
                return put(name, text, known);
              }
            });
    return restored instanceof Done<Long>(Long back)
        ? conflict(name, back, before)
        : new Unknown<>(
            "parameter %s: version %d of somebody else was overwritten, and may not be back"
                .formatted(name, made - 1));
  }

  /** There is no call that removes a version; only that the parameter can be reached is seen. */
  @Override
  public Outcome<Integer> forget(String name, Predicate<Secret> leaks) {
    return parameter(name).map(_ -> 0);
  }
}
