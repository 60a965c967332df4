// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.aws;

import java.io.IOException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Where one application reads its key, beside other secrets of its own. */
interface KeyPlace {

  /** Where its document has the key's id and secret, as JSON pointers. */
  String ID = "/aws/access_key_id";

  String SECRET = "/aws/secret_access_key";

  /**
   * Puts a key there.
   *
   * @throws IOException if it was not written
   */
  void put(AwsBasicCredentials key) throws IOException;

  /**
   * The key that is there now.
   *
   * @throws IOException if it cannot be read, or there is none
   */
  AwsBasicCredentials read() throws IOException;

  /** As the list names it, with selectors. */
  String listed();

  /** The selectors of a document of {@link #ID} and {@link #SECRET}. */
  static String selectors() {
    return "#id=%s&secret=%s".formatted(ID, SECRET);
  }
}
