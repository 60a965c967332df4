// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.words;

import org.slf4j.Logger;

record UsesLibrary(Logger log) {}
