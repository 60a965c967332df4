// SPDX-License-Identifier: Apache-2.0
/** What lets into OpenBao: secret-ids of AppRole roles, service tokens, and people's sessions. */
@NullMarked
package dev.rekey.sandbox.estate.logins;

import org.jspecify.annotations.NullMarked;
