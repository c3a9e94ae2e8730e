using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;

namespace Packetwright
{
    /// <summary>
    /// Exceptions of callbacks that must not keep others from being called. They are thrown afterwards.
    /// </summary>
    internal sealed class DeferredErrors
    {
        private readonly List<Exception> errors = new List<Exception>();

        internal void Add(Exception error)
        {
            errors.Add(error);
        }

        /// <summary>Throws the exception with its stack trace, or all of them if there are several.</summary>
        internal void ThrowIfAny()
        {
            if (errors.Count == 0)
            {
                return;
            }
            Exception[] thrown = errors.ToArray();
            errors.Clear();
            if (thrown.Length > 1)
            {
                throw new AggregateException(thrown);
            }
            ExceptionDispatchInfo.Capture(thrown[0]).Throw();
        }
    }
}
