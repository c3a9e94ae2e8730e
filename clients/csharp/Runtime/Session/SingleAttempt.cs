using System;

namespace Packetwright
{
    /// <summary>A connection that is made once.</summary>
    internal sealed class SingleAttempt : IConnectionListener
    {
        private readonly PacketSession session;
        private readonly Action<ConnectException> onFailure;
        private readonly DeferredErrors errors;

        internal SingleAttempt(PacketSession session, Action<ConnectException> onFailure, DeferredErrors errors)
        {
            this.session = session;
            this.onFailure = onFailure;
            this.errors = errors;
        }

        PacketSession IConnectionListener.NewSession()
        {
            return session;
        }

        void IConnectionListener.Connected()
        {
        }

        void IConnectionListener.Failed(Exception failure)
        {
            try
            {
                onFailure((ConnectException)failure);
            }
            catch (Exception thrown)
            {
                errors.Add(thrown);
            }
        }

        void IConnectionListener.Ended(Disconnect disconnect)
        {
        }
    }
}
