// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import dev.rekey.worker.rig.OneForAll;

/** Hands the same site to all classes that ask for one. */
final class OneSite extends OneForAll<Site> {

  OneSite() {
    super(Site.class, Site::open);
  }
}
