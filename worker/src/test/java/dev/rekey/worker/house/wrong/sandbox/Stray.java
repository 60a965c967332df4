// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.sandbox;

import org.jspecify.annotations.Nullable;

public record Stray(dev.rekey.worker.house.wrong.runtime.@Nullable Stray next) {}
