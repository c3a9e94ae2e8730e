package dev.packetwright.cluster;

import java.time.Duration;

/**
 * The metrics of a node since its start, beside those of its listener. The <em>home</em> of a room is the node it lives on.
 * A <em>gateway</em> of a room is a node that has members of the room.
 *
 * @param nodes the nodes of the cluster now, including unreachable ones
 * @param unreachable the unreachable nodes now
 * @param writing whether this node has the majority's consent now, so that its rooms may write
 * @param roomsHere the rooms that have their home here now
 * @param roomsJoined the rooms that this node is a gateway of now
 * @param roomsStarted the starts of rooms here: new rooms, and rooms that moved here
 * @param roomsStopped the stops of rooms here: idle rooms, and rooms that moved away
 * @param members the members of all rooms at this gateway now
 * @param sent the commands that this gateway has sent to rooms, including broadcasts
 * @param resent the commands that it has sent again, because they were lost or a room had moved
 * @param refused the commands that it has refused, because too many were not acknowledged
 * @param inFlight the commands that no room has acknowledged yet
 * @param receivedFromHere the commands that rooms here have received from this node's gateway
 * @param receivedFromElsewhere the commands that rooms here have received from other nodes' gateways, one hop away
 * @param fenced the messages that rooms here have deferred because this node did not have the majority's consent
 * @param events the events that rooms here have sent, counted once for each gateway
 * @param delivered the events that this gateway has received
 * @param stale the messages that it has ignored, because they were duplicates or of an earlier epoch
 * @param gaps the times that it has noticed missing events and asked for them
 * @param restarts the new streams that rooms have begun to this gateway: first contact, a move, or too far behind
 * @param cut the times that a room here has closed the channel of a gateway that was too far behind
 * @param undelivered the messages that Pekko has dropped or could not deliver; commands and events are sent again
 * @param statesKept the times that a room's state was saved
 * @param statesFailed the times that saving a room's state failed
 * @param confirmed the commands that rooms have acknowledged
 * @param confirmationTime the sum of the times from a command's creation to its acknowledgement
 * @param longestConfirmation the longest of these times
 */
public record ClusterMetrics(
        int nodes,
        int unreachable,
        boolean writing,
        long roomsHere,
        long roomsJoined,
        long roomsStarted,
        long roomsStopped,
        long members,
        long sent,
        long resent,
        long refused,
        long inFlight,
        long receivedFromHere,
        long receivedFromElsewhere,
        long fenced,
        long events,
        long delivered,
        long stale,
        long gaps,
        long restarts,
        long cut,
        long undelivered,
        long statesKept,
        long statesFailed,
        long confirmed,
        Duration confirmationTime,
        Duration longestConfirmation) {}
