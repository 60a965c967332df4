// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a location is: the engine's mount, and the path within it.
 *
 * @param mount one segment, or one of the mounts that the settings name
 * @param path at least one segment
 */
record KvPath(List<String> mount, List<String> path) {

  KvPath {
    mount = List.copyOf(mount);
    path = List.copyOf(path);
  }

  /** Empty unless the location is {@code mount/path} without empty or climbing segments. */
  static Optional<KvPath> of(String location, List<String> mounts) {
    List<String> segments = segments(location);
    int mountLength = 1;
    for (String mount : mounts) {
      List<String> nested = segments(mount);
      if (segments.size() > nested.size() && segments.subList(0, nested.size()).equals(nested)) {
        mountLength = Math.max(mountLength, nested.size());
      }
    }
    if (segments.size() <= mountLength) {
      return Optional.empty();
    }
    return Optional.of(
        new KvPath(
            segments.subList(0, mountLength), segments.subList(mountLength, segments.size())));
  }

  /**
   * The segments of a path; none if it is not one. Segments that climb would be resolved by HTTP
   * clients and proxies, and reach another engine or the server's own interface.
   */
  static List<String> segments(String path) {
    List<String> segments = List.of(path.split("/", -1));
    boolean allowed =
        segments.stream()
            .allMatch(segment ->
                !segment.isEmpty()
                    && !segment.equals(".")
                    && !segment.equals("..")
                    && segment.codePoints().noneMatch(Character::isISOControl));
    return allowed ? segments : List.of();
  }

  /**
   * The segments of one of the engine's own paths, for example {@code secret/data/apps/billing}.
   */
  List<String> in(String area) {
    List<String> all = new ArrayList<>(mount);
    all.add(area);
    all.addAll(path);
    return all;
  }
}
