// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.CredentialId;
import java.util.List;
import java.util.Optional;

/**
 * What a system lists of an identity's credentials.
 *
 * @param complete whether the system says that the list is whole (all pages read, no filter)
 */
public record Listed(List<ListedCredential> credentials, boolean complete) {

  public Listed {
    credentials = List.copyOf(credentials);
  }

  /** The entry with this id. */
  public Optional<ListedCredential> find(CredentialId id) {
    return credentials.stream().filter(credential -> credential.id().equals(id)).findFirst();
  }
}
