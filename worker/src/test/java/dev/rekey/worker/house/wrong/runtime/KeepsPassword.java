// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.runtime;

record KeepsPassword(String databasePassword) {}
