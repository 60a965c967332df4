// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.worker;

class KeepsToken {

  final StringBuilder token = new StringBuilder();
}
