// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.worker.api;

import java.sql.Connection;

record SpeaksSql(Connection connection) {}
