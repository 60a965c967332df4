// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.words.Lane;
import dev.rekey.words.Privilege;
import dev.rekey.words.TeamName;

/** A lane of a wave with what its search attributes show. */
public record WaveLane(Lane lane, TeamName team, Privilege risk) {}
