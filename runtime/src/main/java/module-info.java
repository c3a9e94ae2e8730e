/** Packets on the wire and the sessions that carry them. */
module dev.packetwright.runtime {
    requires static org.jspecify;

    exports dev.packetwright.runtime.job;
    exports dev.packetwright.runtime.packet;
    exports dev.packetwright.runtime.room;
    exports dev.packetwright.runtime.session;
}
