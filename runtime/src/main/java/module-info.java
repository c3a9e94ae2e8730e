/** Packets on the wire and the sessions that carry them. */
@SuppressWarnings("module") // the modules below are built after this one
module dev.packetwright.runtime {
    // Where it is, flight recordings show sessions; nothing else needs it.
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.packetwright.runtime.job;
    exports dev.packetwright.runtime.packet;
    exports dev.packetwright.runtime.group;
    exports dev.packetwright.runtime.session;
    exports dev.packetwright.runtime.host to
            dev.packetwright.testkit;
    exports dev.packetwright.runtime.telemetry to
            dev.packetwright.cluster,
            dev.packetwright.rooms;
}
