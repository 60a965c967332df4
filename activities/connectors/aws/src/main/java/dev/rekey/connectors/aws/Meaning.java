// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import java.util.Map;
import java.util.Set;

/** What an error of AWS means to the caller; total over every status and code. */
enum Meaning {
  SLOTS_FULL,
  NOT_FOUND,
  /** Rekey's own key may not do this, or is not accepted at all. */
  FORBIDDEN,
  /** Rekey's own signature is not accepted; AWS reports a wrong clock in the same way. */
  SKEWED,
  /** Nothing changed; later it may go through. */
  LATER,
  /** An error on the far side: a write may have happened. */
  BROKEN,
  /** The request as it is will never be accepted. */
  INVALID;

  /**
   * The codes that mean more than their status; names as in the API references (errors of each
   * operation, and "Common errors"), and as AWS's SDKs list those of throttling.
   */
  private static final Map<String, Meaning> CODES =
      Map.ofEntries(
          Map.entry("LimitExceeded", SLOTS_FULL),
          Map.entry("NoSuchEntity", NOT_FOUND),
          Map.entry("ResourceNotFoundException", NOT_FOUND),
          Map.entry("ParameterNotFound", NOT_FOUND),
          Map.entry("ParameterVersionNotFound", NOT_FOUND),
          Map.entry("AccessDenied", FORBIDDEN),
          Map.entry("AccessDeniedException", FORBIDDEN),
          Map.entry("UnauthorizedOperation", FORBIDDEN),
          Map.entry("NotAuthorized", FORBIDDEN),
          Map.entry("OptInRequired", FORBIDDEN),
          Map.entry("RegionDisabledException", FORBIDDEN),
          Map.entry("InvalidClientTokenId", FORBIDDEN),
          Map.entry("UnrecognizedClientException", FORBIDDEN),
          Map.entry("MissingAuthenticationToken", FORBIDDEN),
          Map.entry("ExpiredToken", FORBIDDEN),
          Map.entry("ExpiredTokenException", FORBIDDEN),
          Map.entry("SignatureDoesNotMatch", SKEWED),
          Map.entry("InvalidSignatureException", SKEWED),
          Map.entry("IncompleteSignature", SKEWED),
          Map.entry("RequestExpired", SKEWED),
          Map.entry("RequestTimeTooSkewed", SKEWED),
          Map.entry("ConcurrentModification", LATER),
          Map.entry("EntityTemporarilyUnmodifiable", LATER),
          Map.entry("TooManyUpdates", LATER),
          Map.entry("ServiceFailure", BROKEN),
          Map.entry("InternalFailure", BROKEN),
          Map.entry("ServiceUnavailable", BROKEN));

  private static final Set<String> THROTTLING =
      Set.of(
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "RequestThrottled",
          "RequestThrottledException",
          "TooManyRequestsException",
          "RequestLimitExceeded",
          "BandwidthLimitExceeded",
          "PriorRequestNotComplete",
          "SlowDown");

  static Meaning of(int status, String code) {
    if (THROTTLING.contains(code) || status == 429) {
      return LATER;
    }
    Meaning known = CODES.get(code);
    if (known != null) {
      return known;
    }
    if (status >= 500 || status == 408) {
      return BROKEN;
    }
    return status == 401 || status == 403 ? FORBIDDEN : INVALID;
  }
}
