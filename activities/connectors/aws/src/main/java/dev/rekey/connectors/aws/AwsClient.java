// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.Access;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;

/** An open client for one AWS account. */
final class AwsClient implements SystemClient {

  private final AwsSettings settings;
  private final Sdk sdk;
  private final RightsCheck rights;
  private final AccessKeys accessKeys;
  private final AwsPlaces places;

  AwsClient(AwsSettings settings, KindCapabilities capabilities, SystemTools tools) {
    this.settings = settings;
    this.sdk = new Sdk(settings);
    Calls calls = new Calls(settings, sdk, tools);
    this.rights = new RightsCheck(settings, calls);
    this.accessKeys = new AccessKeys(capabilities, calls, new AccessKeyProbe(settings, sdk, tools));
    this.places = new AwsPlaces(calls, rights);
  }

  @Override
  public Outcome<Access> check() {
    return rights.check();
  }

  @Override
  public Issuer issuer(Kind kind) {
    if (!kind.equals(AwsConnector.ACCESS_KEY)) {
      throw new IllegalArgumentException(
          "system %s: kind '%s' (expected: %s)"
              .formatted(settings.system(), kind, AwsConnector.ACCESS_KEY));
    }
    return accessKeys;
  }

  @Override
  public Places places() {
    return places;
  }

  @Override
  public void close() {
    sdk.close();
  }
}
