package dev.packetwright.runtime.send;

/**
 * The limits of a send queue.
 *
 * @param total the largest number of bytes in the queue
 * @param soft the number of bytes above which droppable packets are dropped
 */
public record SendLimits(int total, int soft) {}
