using System;

namespace Packetwright
{
    /// <summary>Who has asked for a connection. Called in polls.</summary>
    internal interface IConnectionListener
    {
        /// <summary>The connection has been made: returns its session.</summary>
        PacketSession NewSession();

        /// <summary>The session has been told that it is connected.</summary>
        void Connected();

        /// <summary>There will be no session.</summary>
        void Failed(Exception failure);

        /// <summary>The session has been told that it has ended.</summary>
        void Ended(Disconnect disconnect);
    }
}
