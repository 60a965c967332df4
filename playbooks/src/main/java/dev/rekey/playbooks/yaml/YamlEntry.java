// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

/** A key of a map, which is a name that the file's author chose, and its value. */
public record YamlEntry(YamlText key, YamlValue value) {}
