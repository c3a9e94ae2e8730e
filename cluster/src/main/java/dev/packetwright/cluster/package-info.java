/** Rooms across machines, on Apache Pekko Cluster Sharding. */
@NullMarked
package dev.packetwright.cluster;

import org.jspecify.annotations.NullMarked;
