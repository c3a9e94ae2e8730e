/** Jobs that run one at a time, now or later, so that the state of a room or game needs no locks. */
@NullMarked
package dev.packetwright.runtime.job;

import org.jspecify.annotations.NullMarked;
