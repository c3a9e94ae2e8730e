using System;

namespace Packetwright
{
    /// <summary>
    /// The user's side of one connection. A connector calls it back: <see cref="OnConnected"/> first, then <see
    /// cref="OnPacket"/>, <see cref="OnDisconnected"/> last and exactly once.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Callbacks run in <see cref="Connector.Poll"/>, the last ones also in <see cref="Connector.Dispose"/>, on the
    /// thread that calls it. They never nest. A callback that throws ends its session, and no other.
    /// </para>
    /// <para>
    /// All other methods and properties may be used from any thread, including in callbacks, and do not block.
    /// </para>
    /// </remarks>
    public abstract class PacketSession
    {
        private readonly object gate = new object();
        private Connection connection;

        // ---- callbacks

        /// <summary>
        /// The session is connected, and nothing has been received yet. Send the handshake here, if there is one.
        /// </summary>
        protected virtual void OnConnected()
        {
        }

        /// <summary>
        /// A packet has been received. A session that is closing or has ended receives no more packets. A <see
        /// cref="MalformedPacketException"/> ends the session as <see cref="DisconnectReason.MalformedPacket"/>, any
        /// other exception as <see cref="DisconnectReason.HandlerFailed"/>.
        /// </summary>
        /// <param name="packet">
        /// The whole packet, header included: a part of an array of the session. The bytes are valid during this call only,
        /// and must not be changed.
        /// </param>
        protected abstract void OnPacket(ArraySegment<byte> packet);

        /// <summary>The server has answered a ping.</summary>
        /// <param name="time">
        /// The time from the moment at which the ping was queued until its answer was polled. So it contains the time
        /// between two polls.
        /// </param>
        protected virtual void OnRoundTrip(TimeSpan time)
        {
        }

        /// <summary>
        /// The session has ended. This is the last callback. An exception is thrown again at the end of the poll. The
        /// cause of the end, if it has one, is reported here and nowhere else.
        /// </summary>
        protected abstract void OnDisconnected(Disconnect disconnect);

        // ---- for any thread

        /// <summary>
        /// Sends a packet, which is written into the send queue during the call. Packets are delivered in the order of
        /// the calls of each thread, completely or not at all.
        /// </summary>
        /// <returns>
        /// Whether the packet was accepted; false if the session is closing or has ended, or ends now with <see
        /// cref="DisconnectReason.SendQueueFull"/>.
        /// </returns>
        /// <exception cref="InvalidPacketException">
        /// A value is null or out of bounds, or the packet is too large; the session is not affected.
        /// </exception>
        /// <exception cref="InvalidOperationException">The session is not connected yet, or never was.</exception>
        public bool Send(IPacket packet)
        {
            OptionRange.NotNull("packet", packet);
            return Bound().Send(packet);
        }

        /// <summary>
        /// Closes the session gently: accepts no more sends, delivers nothing more, writes everything accepted before,
        /// ends the stream, and waits for the server to end its own. That takes at most <see
        /// cref="SessionOptions.CloseTimeout"/>. Has no effect if the session is closing or has ended. Gives an attempt
        /// to connect up.
        /// </summary>
        /// <exception cref="InvalidOperationException">The session was never passed to a connector.</exception>
        public void Close()
        {
            Bound().CloseHere();
        }

        /// <summary>
        /// Ends the session at once: drops unsent bytes and resets the connection. Cuts a <see cref="Close"/> short;
        /// has no effect if the session has ended. Gives an attempt to connect up.
        /// </summary>
        /// <exception cref="InvalidOperationException">The session was never passed to a connector.</exception>
        public void Abort()
        {
            Bound().AbortHere();
        }

        /// <summary>Whether the session is connected and is neither closing nor ended.</summary>
        public bool IsOpen
        {
            get
            {
                Connection current = Current;
                return current != null && current.IsOpen;
            }
        }

        /// <summary>
        /// The time that a packet to the server and its answer take, smoothed as in RFC 6298: a new measurement counts
        /// an eighth. Null until the server has answered the first <see cref="SessionOptions.Ping"/>.
        /// </summary>
        public TimeSpan? RoundTripTime
        {
            get
            {
                Connection current = Current;
                return current == null ? null : current.RoundTripTime;
            }
        }

        // ---- for the connection

        internal void Connected()
        {
            OnConnected();
        }

        internal void Received(ArraySegment<byte> packet)
        {
            OnPacket(packet);
        }

        internal void Measured(TimeSpan roundTrip)
        {
            OnRoundTrip(roundTrip);
        }

        internal void Ended(Disconnect disconnect)
        {
            OnDisconnected(disconnect);
        }

        private Connection Current
        {
            get
            {
                lock (gate)
                {
                    return connection;
                }
            }
        }

        private Connection Bound()
        {
            Connection current = Current;
            if (current == null)
            {
                throw new InvalidOperationException("the session was not passed to a connector");
            }
            return current;
        }

        internal void Bind(Connection bound)
        {
            lock (gate)
            {
                if (connection != null && connection != bound)
                {
                    throw new InvalidOperationException("the session had a connection already; make a new session for each");
                }
                connection = bound;
            }
        }
    }
}
