namespace Packetwright
{
    /// <summary>The reason for the end of a session.</summary>
    public enum DisconnectReason
    {
        /// <summary><see cref="PacketSession.Close"/> was called, or the link or the connector was closed.</summary>
        ClosedLocally,

        /// <summary>
        /// <see cref="PacketSession.Abort"/> was called, or the shutdown limit of the connector passed.
        /// </summary>
        AbortedLocally,

        /// <summary>The server ended its stream. What was queued was sent as far as the server accepted it.</summary>
        ClosedByPeer,

        /// <summary>The connection was reset, or the network failed.</summary>
        ConnectionLost,

        /// <summary>
        /// TLS failed, for example because of a corrupt record or a client certificate that the server refused.
        /// </summary>
        TlsFailed,

        /// <summary>The server declared a packet size out of range, or a packet could not be decoded.</summary>
        MalformedPacket,

        /// <summary>A callback of the session threw an exception.</summary>
        HandlerFailed,

        /// <summary>The send queue reached <see cref="SessionOptions.SendQueueLimit"/>.</summary>
        SendQueueFull,

        /// <summary>
        /// The server accepted nothing for <see cref="SessionOptions.StallTimeout"/> while bytes waited for it.
        /// </summary>
        WriteStalled,

        /// <summary>The server was silent for longer than <see cref="SessionOptions.IdleTimeout"/>.</summary>
        IdleTimedOut,

        /// <summary>
        /// After a call of <see cref="PacketSession.Close"/>, the flush and the answer of the server took longer than
        /// <see cref="SessionOptions.CloseTimeout"/>.
        /// </summary>
        CloseTimedOut
    }
}
