// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.bare;

record Unmarked() {}
