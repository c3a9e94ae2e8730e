package dev.packetwright.examples.chatcluster.bots;

/** A fault of a cluster. */
enum Fault {
    KILL("kill -9 of a node"),
    KILL_OLDEST("kill -9 of the oldest node"),
    KILL_SECOND("kill -9 of a second node"),
    LEAVE("a node leaves (SIGTERM)"),
    REJOIN("a node restarts"),
    SUSPEND("a node is suspended for 10 s"),
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
