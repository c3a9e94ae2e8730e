using System;

namespace PROTOCOL
{
    public sealed class ProtocolAdapter : Adapter
    {
        public override object Dispatch(byte[] bytes)
        {
            ArraySegment<byte> segment = new ArraySegment<byte>(bytes);
            PacketHandler.Last = null;
            PacketManager.Instance.OnRecvPacket(null, segment);
            if (PacketHandler.Last == null)
            {
                ClientSideManager.Instance.OnRecvPacket(null, segment);
            }
            return PacketHandler.Last;
        }

        public override Type PacketType { get { return typeof(IPacket); } }

        public override ushort Id(object packet)
        {
            return ((IPacket)packet).Protocol;
        }

        public override int Size(object packet)
        {
            return ((IPacket)packet).Write().Count;
        }

        public override int Write(object packet, byte[] buffer)
        {
            ArraySegment<byte> segment = ((IPacket)packet).Write();
            Array.Copy(segment.Array, segment.Offset, buffer, 0, segment.Count);
            return segment.Count;
        }

        public override void Read(object packet, byte[] bytes, int offset, int count)
        {
            ((IPacket)packet).Read(new ArraySegment<byte>(bytes, offset, count));
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
