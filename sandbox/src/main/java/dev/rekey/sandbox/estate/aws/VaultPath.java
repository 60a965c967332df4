// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.aws;

import dev.rekey.sandbox.store.AppStore;
import java.io.IOException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * A path of OpenBao.
 *
 * @param system the name that the list gives to the store
 * @param location mount and path
 */
record VaultPath(String system, AppStore store, String location) implements KeyPlace {

  @Override
  public void put(AwsBasicCredentials key) throws IOException {
    store.write(location, KeyDocument.of(key));
  }

  @Override
  public AwsBasicCredentials read() throws IOException {
    return KeyDocument.key(store.read(location));
  }

  @Override
  public String listed() {
    return system + ":" + location + KeyPlace.selectors();
  }
}
