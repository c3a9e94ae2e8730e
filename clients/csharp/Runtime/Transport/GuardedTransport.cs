using System;

namespace Packetwright
{
    /// <summary>
    /// A transport of the program, whose exceptions end its own connection and nothing else: they become its <see
    /// cref="Failure"/>. After the first one, the transport is only aborted.
    /// </summary>
    internal sealed class GuardedTransport : ITransport
    {
        private readonly ITransport guarded;
        private Action changed;
        private volatile bool wasConnected;
        private volatile Exception thrown;
        private volatile int unsentBytes;

        internal GuardedTransport(ITransport guarded)
        {
            this.guarded = guarded;
        }

        public void Open(Action whenChanged)
        {
            changed = whenChanged;
            try
            {
                guarded.Open(whenChanged);
            }
            catch (Exception failure)
            {
                Fail(failure);
            }
        }

        public TransportState State
        {
            get
            {
                if (thrown == null)
                {
                    try
                    {
                        TransportState state = guarded.State;
                        wasConnected |= state == TransportState.Connected || state == TransportState.Ended;
                        return state;
                    }
                    catch (Exception failure)
                    {
                        Fail(failure);
                    }
                }
                return wasConnected ? TransportState.Ended : TransportState.Failed;
            }
        }

        public Exception Failure
        {
            get
            {
                if (thrown == null)
                {
                    try
                    {
                        return guarded.Failure;
                    }
                    catch (Exception failure)
                    {
                        Fail(failure);
                    }
                }
                return thrown;
            }
        }

        public int Receive(byte[] buffer, int offset, int count)
        {
            if (thrown == null)
            {
                try
                {
                    return Checked(guarded.Receive(buffer, offset, count), count);
                }
                catch (Exception failure)
                {
                    Fail(failure);
                }
            }
            return 0;
        }

        private static int Checked(int received, int count)
        {
            if (received < 0 || received > count)
            {
                throw new InvalidOperationException("the transport received " + received + " bytes, not 0 to " + count);
            }
            return received;
        }

        public void Send(byte[] buffer, int offset, int count)
        {
            if (thrown == null)
            {
                try
                {
                    guarded.Send(buffer, offset, count);
                }
                catch (Exception failure)
                {
                    Fail(failure);
                }
            }
        }

        public int UnsentBytes
        {
            get
            {
                if (thrown == null)
                {
                    try
                    {
                        unsentBytes = guarded.UnsentBytes;
                    }
                    catch (Exception failure)
                    {
                        Fail(failure);
                    }
                }
                return unsentBytes;
            }
        }

        public void Close()
        {
            if (thrown == null)
            {
                try
                {
                    guarded.Close();
                }
                catch (Exception failure)
                {
                    Fail(failure);
                }
            }
        }

        public bool IsFlushed
        {
            get
            {
                if (thrown == null)
                {
                    try
                    {
                        return guarded.IsFlushed;
                    }
                    catch (Exception failure)
                    {
                        Fail(failure);
                    }
                }
                return false;
            }
        }

        public void Abort()
        {
            try
            {
                guarded.Abort();
            }
            catch (Exception failure)
            {
                Fail(failure);
            }
        }

        private void Fail(Exception failure)
        {
            thrown = thrown ?? failure;
            changed();
        }
    }
}
