// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.documents;

import org.jspecify.annotations.Nullable;

public record Stray(dev.rekey.worker.house.wrong.evidence.@Nullable Stray next) {}
