// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.connectors.one;

import dev.rekey.worker.house.wrong.connectors.two.Another;

record KnowsAnother(Another other) {}
