using System;
using System.Text;

namespace Packetwright
{
    /// <summary>The end of a session.</summary>
    public sealed class Disconnect
    {
        internal Disconnect(DisconnectReason reason, string detail, int unsentBytes, Exception cause)
        {
            Reason = reason;
            Detail = detail;
            UnsentBytes = unsentBytes;
            Cause = cause;
        }

        /// <summary>The reason.</summary>
        public DisconnectReason Reason { get; private set; }

        /// <summary>Details in a few words, for a log; may be empty.</summary>
        public string Detail { get; private set; }

        /// <summary>
        /// The number of bytes that <see cref="PacketSession.Send"/> accepted and that were not passed to the operating
        /// system; the last 16 KiB of them may have been passed in part. Bytes passed on may still not have reached the
        /// server; only an answer of the server can tell.
        /// </summary>
        public int UnsentBytes { get; private set; }

        /// <summary>The exception that ended the session; null if none did.</summary>
        public Exception Cause { get; private set; }

        /// <summary>For example <c>ClosedByPeer: in the middle of a packet (12 of 30 bytes)</c>.</summary>
        public override string ToString()
        {
            StringBuilder text = new StringBuilder(Reason.ToString());
            if (Detail.Length > 0)
            {
                text.Append(": ").Append(Detail);
            }
            if (Cause != null)
            {
                text.Append(": ").Append(Cause is MalformedPacketException ? Cause.Message : Cause.ToString());
            }
            if (UnsentBytes > 0)
            {
                text.Append(", ").Append(UnsentBytes).Append(" bytes unsent");
            }
            return text.ToString();
        }
    }
}
