package dev.packetwright.examples.chat.server;

/** A player as the handler sees one. An interface of this size needs no connection in a test. */
interface Player {
    /** The id that the others see, from 1. */
    int playerId();
}
