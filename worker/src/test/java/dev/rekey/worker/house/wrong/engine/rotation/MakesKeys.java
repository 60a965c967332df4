// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.rotation;

import dev.rekey.evidence.signature.SshPrivateKey;

record MakesKeys(SshPrivateKey key) {}
