package dev.packetwright.examples.chatcluster.bots;

/** What may happen to a cluster, and for how long that may silence a room. */
enum Fault {
    KILL("kill -9 of a node"),
    KILL_OLDEST("kill -9 of the oldest node"),
    KILL_SECOND("kill -9 of a second node"),
    LEAVE("a node leaves (SIGTERM)"),
    REJOIN("a node comes back"),
    STAND_STILL("a node stands still for 10 s"),
    CUT_OFF("a node is cut off (relay)"),
    DIVIDED("a node is cut off (namespaces)"),
    CUT("all connections break"),
    BEFORE_FLOOD("before a flood"),
    FLOOD("a flood in another room");

    private final String label;

    Fault(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
