// SPDX-License-Identifier: Apache-2.0
/**
 * The certificate: everything that shows how a campaign ended, in one file that verifies without us
 * (promise P10).
 *
 * <p>Lives here: the certificate's body and file, the checks that read them as an auditor would,
 * and the report of what they found. Does not live here: how a campaign comes to its certificate.
 * The checks know the ledger's words (entry types, steps, effects) on purpose a second time: they
 * judge what the engine wrote and must not share its code.
 */
@NullMarked
package dev.rekey.evidence.certificate;

import org.jspecify.annotations.NullMarked;
