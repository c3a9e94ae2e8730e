package dev.packetwright.cluster;

import dev.packetwright.cluster.QuorumMessage.Answer;
import dev.packetwright.cluster.QuorumMessage.Question;
import dev.packetwright.cluster.QuorumMessage.Round;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The actor that asks the other nodes, five times a second, whether they consider this node alive. A majority of answers
 * renews the {@link Lease} of this node's rooms. The other nodes take over its rooms only when it has been unreachable for
 * longer than a lease. So a node that was suspended or cut off and returns cannot be a second writer.
 */
final class Quorum extends AbstractBehavior<QuorumMessage> {
    static final String NAME = "packetwright-quorum";

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Cluster cluster;
    private final ActorRefResolver refs;
    private final Lease lease;
    private final Set<Address> answered = new HashSet<>();
    private long round;
    private long roundStart;

    /** The right of this node's rooms to write, which expires unless it is renewed. Thread-safe. */
    static final class Lease {
        private final long nanos;
        private volatile long until = System.nanoTime();

        Lease(Duration duration) {
            this.nanos = duration.toNanos();
        }

        private void renew(long from) {
            until = from + nanos;
        }

        boolean holds() {
            return until - System.nanoTime() > 0;
        }
    }

    private Quorum(ActorContext<QuorumMessage> context, Lease lease) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.refs = ActorRefResolver.get(context.getSystem());
        this.lease = lease;
    }

    static Behavior<QuorumMessage> create(Lease lease) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Round(), INTERVAL);
            return new Quorum(context, lease);
        }));
    }

    @Override
    public Receive<QuorumMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(Round.class, tick -> ask())
                .onMessage(Question.class, this::answer)
                .onMessage(Answer.class, this::count)
                .build();
    }

    private Behavior<QuorumMessage> ask() {
        round++;
        roundStart = System.nanoTime();
        answered.clear();
        for (Address node : voters(cluster.state())) {
            if (node.equals(cluster.selfMember().address())) {
                countVote(node);
            } else {
                ActorRef<QuorumMessage> other = refs.resolveActorRef(node + "/user/" + NAME);
                other.tell(new Question(round, getContext().getSelf()));
            }
        }
        return this;
    }

    private Behavior<QuorumMessage> answer(Question question) {
        Address from = question.from().path().address();
        CurrentClusterState state = cluster.state();
        boolean reachable = state.getUnreachable().stream()
                .noneMatch(member -> member.address().equals(from));
        if (reachable && voters(state).contains(from)) {
            question.from().tell(new Answer(question.round(), getContext().getSelf()));
        }
        return this;
    }

    private Behavior<QuorumMessage> count(Answer answer) {
        if (answer.round() == round) {
            countVote(answer.from().path().address());
        }
        return this;
    }

    private void countVote(Address node) {
        answered.add(node);
        if (isMajority(voters(cluster.state()))) {
            lease.renew(roundStart);
        }
    }

    /** Applies the rule of keep-majority: of two halves, the one with the lowest address is the majority. */
    private boolean isMajority(List<Address> voters) {
        long votes = voters.stream().filter(answered::contains).count();
        return votes * 2 > voters.size()
                || (votes * 2 == voters.size() && !voters.isEmpty() && answered.contains(voters.get(0)));
    }

    private static List<Address> voters(CurrentClusterState state) {
        return StreamSupport.stream(state.getMembers().spliterator(), false)
                .filter(member -> member.status() == MemberStatus.up() || member.status() == MemberStatus.leaving())
                .map(Member::address)
                .sorted(Comparator.comparing(Quorum::host).thenComparing(Quorum::port))
                .toList();
    }

    private static String host(Address address) {
        return address.getHost().orElse("");
    }

    private static int port(Address address) {
        return address.getPort().orElse(0);
    }
}
