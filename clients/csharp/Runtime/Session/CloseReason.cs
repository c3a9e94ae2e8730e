using System;

namespace Packetwright
{
    /// <summary>Why a session is to end, and whether it is flushed before.</summary>
    internal sealed class CloseReason
    {
        private CloseReason(DisconnectReason reason, string detail, Exception cause, bool isGentle)
        {
            Reason = reason;
            Detail = detail;
            Cause = cause;
            IsGentle = isGentle;
        }

        internal DisconnectReason Reason { get; private set; }

        internal string Detail { get; private set; }

        internal Exception Cause { get; private set; }

        internal bool IsGentle { get; private set; }

        internal static CloseReason Gentle(DisconnectReason reason, string detail)
        {
            return new CloseReason(reason, detail, null, true);
        }

        internal static CloseReason Abrupt(DisconnectReason reason, string detail, Exception cause)
        {
            return new CloseReason(reason, detail, cause, false);
        }

        /// <summary>The first reason stays, but an abrupt one cuts a gentle one short.</summary>
        internal bool Overrides(CloseReason before)
        {
            return before == null || (before.IsGentle && !IsGentle);
        }
    }
}
