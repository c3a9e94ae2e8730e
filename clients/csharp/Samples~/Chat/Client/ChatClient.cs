using Packetwright;
using System;

namespace Chat
{
    /// <summary>
    /// The client of the chat, which stays connected. It knows nothing of Unity, so a console program uses it, too.
    /// </summary>
    public sealed class ChatClient : IDisposable, IClientPacketHandler<ChatSession>
    {
        private const int PacketsPerPoll = 100;
        private const int MillisecondsPerPoll = 5;

        private readonly Connector connector = new Connector();
        private readonly Link<ChatSession> link;
        private readonly ClientPacketManager<ChatSession> packets;
        private readonly Action<int, string> onLine;
        private readonly C_Chat line = new C_Chat();

        /// <summary>Begins to connect.</summary>
        /// <param name="onLine">Called with each line of the room: the id of the player, and the text.</param>
        /// <param name="onNotice">Called with what has become of the connection, in words.</param>
        public ChatClient(string host, int port, Action<int, string> onLine, Action<string> onNotice)
        {
            this.onLine = onLine;
            packets = new ClientPacketManager<ChatSession>(this);
            link = connector.StayConnected(
                host,
                port,
                new Backoff(),
                () => new ChatSession(packets, onNotice),
                (failed, failure) => onNotice(failure.Message));
        }

        /// <summary>Whether a line can be sent now.</summary>
        public bool IsConnected
        {
            get { return link.Session != null && link.Session.IsOpen; }
        }

        /// <summary>Sends a line to the room. Returns false if there is no connection.</summary>
        /// <exception cref="InvalidPacketException">The line is too long.</exception>
        public bool Say(string text)
        {
            line.chat = text;
            return IsConnected && link.Session.Send(line);
        }

        /// <summary>Calls back with what has happened. Call it in each frame.</summary>
        public void Poll()
        {
            connector.Poll(PacketsPerPoll, MillisecondsPerPoll);
        }

        /// <summary>Waits until there is something to poll, for programs without frames.</summary>
        public void Wait(int maxMilliseconds)
        {
            connector.WaitForEvents(maxMilliseconds);
        }

        /// <summary>Sends what is left, and ends the connection.</summary>
        public void Dispose()
        {
            connector.Dispose();
        }

        void IClientPacketHandler<ChatSession>.OnS_Chat(ChatSession session, S_Chat packet)
        {
            onLine(packet.playerId, packet.chat);
        }
    }

    /// <summary>One connection to the server of the chat.</summary>
    public sealed class ChatSession : PacketSession
    {
        private readonly ClientPacketManager<ChatSession> packets;
        private readonly Action<string> onNotice;

        internal ChatSession(ClientPacketManager<ChatSession> packets, Action<string> onNotice)
        {
            this.packets = packets;
            this.onNotice = onNotice;
        }

        protected override void OnConnected()
        {
            onNotice("connected");
        }

        protected override void OnPacket(ArraySegment<byte> packet)
        {
            packets.DispatchAndReuse(this, packet); // the handler does not keep the packet
        }

        protected override void OnDisconnected(Disconnect disconnect)
        {
            onNotice("disconnected: " + disconnect);
        }
    }
}
