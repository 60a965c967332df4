// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.Digest;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;

/** The ids under which campaigns, waves and rotations run. */
public final class WorkflowIds {

  private static final int LONGEST = 200;

  private WorkflowIds() {}

  public static String campaign(CampaignName name) {
    return "campaign/" + name;
  }

  public static String wave(CampaignName name, int number) {
    return "wave/%s/%d".formatted(name, number);
  }

  public static String drill(CampaignName name, int number) {
    return "drill/%s/%d".formatted(name, number);
  }

  /** One live lane over all campaigns; hashed when long. */
  public static String rotation(Lane lane) {
    String readable = "rotation/" + lane;
    if (readable.length() <= LONGEST) {
      return readable;
    }
    String hash = Digest.ofText(lane.toString()).value();
    return "rotation/%s/%s".formatted(lane.system(), hash.substring(hash.indexOf(':') + 1));
  }
}
