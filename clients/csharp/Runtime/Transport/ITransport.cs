using System;

namespace Packetwright
{
    /// <summary>
    /// The bytes of one connection. No method blocks, so a transport can work without threads: the connector calls it
    /// in each <see cref="Connector.Poll"/>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The connector calls <see cref="Open"/> first, and all methods but <see cref="Send"/>, <see cref="Close"/> and
    /// <see cref="Abort"/> on the thread that polls. It calls these three on any thread on which the program sends,
    /// closes or aborts, but never two of them at the same moment.
    /// </para>
    /// <para>
    /// A transport for messages, like a WebSocket, sends each call of <see cref="Send"/> as one message, and returns
    /// the content of all messages as one stream of bytes from <see cref="Receive"/>.
    /// </para>
    /// <para>
    /// An exception of any method is a failure of this connection, which is then aborted. No other one is affected.
    /// </para>
    /// </remarks>
    public interface ITransport
    {
        /// <summary>Begins to connect.</summary>
        /// <param name="changed">
        /// To be called, on any thread, when <see cref="State"/> or <see cref="IsFlushed"/> has changed or bytes have
        /// arrived. It ends a <see cref="Connector.WaitForEvents"/>; a transport for programs that never wait ignores
        /// it.
        /// </param>
        void Open(Action changed);

        /// <summary>
        /// What has become of the connection. <see cref="Failure"/> is set before it becomes
        /// <see cref="TransportState.Failed"/> or <see cref="TransportState.Ended"/>.
        /// </summary>
        TransportState State { get; }

        /// <summary>
        /// Why the connection was not made or was lost; null if neither has happened. An
        /// <see cref="System.Security.Authentication.AuthenticationException"/> stands for a failure of TLS.
        /// </summary>
        Exception Failure { get; }

        /// <summary>
        /// Copies received bytes into a buffer. The bytes that arrived before the connection ended are still there
        /// after it. What is not taken stays in the transport, which holds a bounded number of bytes and then stops
        /// reading.
        /// </summary>
        /// <returns>The number of bytes copied; 0 if there are none at the moment.</returns>
        int Receive(byte[] buffer, int offset, int count);

        /// <summary>
        /// Queues a whole packet behind those that are queued already, by copying it. The connector keeps
        /// <see cref="UnsentBytes"/> below its limit.
        /// </summary>
        void Send(byte[] buffer, int offset, int count);

        /// <summary>
        /// The bytes that are queued and not yet passed on, also after <see cref="Abort"/>. Any thread may ask.
        /// </summary>
        int UnsentBytes { get; }

        /// <summary>
        /// Begins to end the connection: passes on what is queued, and then ends the own stream. Bytes that arrive from
        /// now on are dropped.
        /// </summary>
        void Close();

        /// <summary>
        /// Whether, after <see cref="Close"/>, everything has been passed on and the own stream has ended.
        /// </summary>
        bool IsFlushed { get; }

        /// <summary>
        /// Ends the connection at once and releases everything. If bytes are unsent, the peer must see a broken
        /// connection and not the end of a stream. Further calls have no effect.
        /// </summary>
        void Abort();
    }

    /// <summary>What has become of a connection.</summary>
    public enum TransportState
    {
        /// <summary>The connection is being made.</summary>
        Connecting,

        /// <summary>The connection was not made.</summary>
        Failed,

        /// <summary>The connection has been made, and the peer has not ended its stream.</summary>
        Connected,

        /// <summary>The connection had been made. The peer has ended its stream, or the connection was lost.</summary>
        Ended
    }

    /// <summary>Makes the transport of one attempt to connect. Called on the thread that polls.</summary>
    /// <param name="host">The host as it was passed to the connector.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    public delegate ITransport TransportFactory(string host, int port);
}
