/** Sessions in memory with time turned by hand, for tests of servers and clients. */
module dev.packetwright.testkit {
    requires transitive dev.packetwright.runtime;
    requires static org.jspecify;

    exports dev.packetwright.testkit;
}
