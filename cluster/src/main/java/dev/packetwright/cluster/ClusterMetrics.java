package dev.packetwright.cluster;

import java.time.Duration;

/**
 * What a node has done since it started, beside what its listener counts. A room's <em>home</em> is the node that it lives
 * on; a <em>gateway</em> is a node with members of it.
 *
 * @param nodes how many nodes the cluster has now, unreachable ones included
 * @param unreachable how many of them cannot be reached
 * @param writing whether this node hears from a majority, so that its rooms may write
 * @param roomsHere rooms that this node is the home of now
 * @param roomsJoined rooms that this node is a gateway of now
 * @param roomsStarted how often a room has been started here, because it was new or has moved here
 * @param roomsStopped how often one has been stopped here, because it was idle or has moved away
 * @param members members of all rooms at this gateway now
 * @param sent commands and broadcasts that this gateway has sent to rooms
 * @param resent how many of them it has sent again, because they were lost or a room has moved
 * @param refused how many it has refused, for want of room or of an answer
 * @param inFlight how many it has sent that no room has confirmed yet
 * @param acceptedFromHere commands and broadcasts that rooms here have taken from this node's gateway
 * @param acceptedFromElsewhere those that they have taken from another node's, one hop away
 * @param fenced messages that rooms here have put off because this node did not hear from a majority
 * @param spoken messages that rooms here have sent to gateways, one for each gateway
 * @param delivered messages of rooms that this gateway has received
 * @param stale messages that it has passed over, of a room's earlier life or twice
 * @param gaps how often it has missed some and asked for them
 * @param restarts how often a room has begun anew with this gateway: first contact, a move, or too far behind
 * @param cut how often a room here has given up on a gateway that was too far behind
 * @param undelivered messages that Pekko could not deliver, or dropped; what matters of them is sent again
 * @param statesKept how often a room's state has been kept
 * @param statesFailed how often that has failed
 * @param confirmed how many commands and broadcasts rooms have confirmed
 * @param confirmationTime how long that took for all of them together, from here to the room and back
 * @param longestConfirmation how long it took at most
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
        long acceptedFromHere,
        long acceptedFromElsewhere,
        long fenced,
        long spoken,
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
