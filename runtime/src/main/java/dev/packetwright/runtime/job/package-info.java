/** Jobs that run one at a time, now or later: how a room's or a game's state is kept without locks. */
@NullMarked
package dev.packetwright.runtime.job;

import org.jspecify.annotations.NullMarked;
