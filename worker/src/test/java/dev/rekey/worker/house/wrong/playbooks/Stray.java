// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.playbooks;

import org.jspecify.annotations.Nullable;

public record Stray(dev.rekey.worker.house.wrong.engine.@Nullable Stray next) {}
