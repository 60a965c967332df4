// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import java.util.List;

/**
 * What went wrong, for people: never a stack trace.
 *
 * @param mistakes every one of them, each with what was expected
 * @param next the command to run next
 */
record Problem(String title, int status, String detail, List<String> mistakes, String next) {}
