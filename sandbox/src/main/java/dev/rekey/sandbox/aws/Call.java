// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.time.Instant;
import java.util.Optional;

/**
 * A call that somebody made, as the journal keeps it.
 *
 * @param at when it arrived here
 * @param service {@code iam}, {@code sts}, {@code secretsmanager} or {@code ssm}
 * @param action such as {@code GetCallerIdentity}
 * @param signer the access key id that signed it; empty if nobody did
 * @param subject the access key id that it is about; for {@code CreateAccessKey} the new one
 * @param user the IAM user that it is about
 * @param accepted whether it was authenticated and had its effect, whatever the caller heard
 * @param error AWS's word for why not, or for what the caller heard instead
 */
public record Call(
    Instant at,
    String service,
    String action,
    Optional<String> signer,
    Optional<String> subject,
    Optional<String> user,
    boolean accepted,
    Optional<String> error) {}
