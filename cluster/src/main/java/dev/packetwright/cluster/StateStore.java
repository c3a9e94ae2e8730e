package dev.packetwright.cluster;

import dev.packetwright.cluster.RoomMessage.StateRestored;
import dev.packetwright.cluster.RoomMessage.StateSaved;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.AbstractPersistentActor;
import org.apache.pekko.persistence.DeleteSnapshotsFailure;
import org.apache.pekko.persistence.DeleteSnapshotsSuccess;
import org.apache.pekko.persistence.RecoveryCompleted;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotOffer;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;

/**
 * The actor that stores a room's state as a Pekko Persistence snapshot. It keeps only the last snapshot, and no events.
 * The configuration names the store.
 */
final class StateStore extends AbstractPersistentActor {
    private final String room;
    private final ActorRef<RoomMessage> owner;
    private RoomState restored = RoomState.NONE;

    private StateStore(String room, ActorRef<RoomMessage> owner) {
        this.room = room;
        this.owner = owner;
    }

    static Props props(String room, ActorRef<RoomMessage> owner) {
        return Props.create(StateStore.class, () -> new StateStore(room, owner));
    }

    @Override
    public String persistenceId() {
        return "packetwright-room-" + room;
    }

    @Override
    public Receive createReceiveRecover() {
        return receiveBuilder()
                .match(SnapshotOffer.class, offer -> restored = (RoomState) offer.snapshot())
                .match(RecoveryCompleted.class, completed -> owner.tell(new StateRestored(restored)))
                .build();
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(RoomState.class, this::saveSnapshot)
                .match(SaveSnapshotSuccess.class, this::saved)
                .match(SaveSnapshotFailure.class, failure -> owner.tell(new StateSaved(false)))
                .match(DeleteSnapshotsSuccess.class, deleted -> {})
                .match(DeleteSnapshotsFailure.class, failure -> {}) // the next save tries again
                .build();
    }

    private void saved(SaveSnapshotSuccess success) {
        long before = success.metadata().timestamp() - 1;
        deleteSnapshots(SnapshotSelectionCriteria.create(Long.MAX_VALUE, before));
        owner.tell(new StateSaved(true));
    }
}
