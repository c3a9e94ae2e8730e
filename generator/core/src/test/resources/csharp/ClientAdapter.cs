using Packetwright;
using System;

namespace PROTOCOL
{
    public sealed class ProtocolAdapter : Adapter
    {
        private static readonly AnyHandler handler = new AnyHandler();
        private static readonly ServerPacketManager<string> server = new ServerPacketManager<string>(handler);
        private static readonly ClientPacketManager<string> client = new ClientPacketManager<string>(handler);

        public override object Dispatch(byte[] bytes)
        {
            handler.Last = null;
            bool isReceived = server.Dispatch("session", bytes) || client.Dispatch("session", bytes);
            return isReceived ? handler.Last : null;
        }

        public override object DispatchAndReuse(byte[] bytes)
        {
            handler.Last = null;
            bool isReceived = server.DispatchAndReuse("session", bytes) || client.DispatchAndReuse("session", bytes);
            return isReceived ? handler.Last : null;
        }

        public override Type PacketType { get { return typeof(IPacket); } }

        public override ushort Id(object packet)
        {
            return ((IPacket)packet).Protocol;
        }

        public override int Size(object packet)
        {
            return ((IPacket)packet).Size;
        }

        public override int Write(object packet, byte[] buffer)
        {
            return ((IPacket)packet).Write(buffer);
        }

        public override void Read(object packet, byte[] bytes, int offset, int count)
        {
            ((IPacket)packet).ReadFrom(new ArraySegment<byte>(bytes, offset, count));
        }

        public override int Offset(Exception exception)
        {
            MalformedPacketException malformed = exception as MalformedPacketException;
            return malformed == null ? -1 : malformed.Offset;
        }

        public override bool IsInvalid(Exception exception)
        {
            return exception is InvalidPacketException;
        }
    }
}
