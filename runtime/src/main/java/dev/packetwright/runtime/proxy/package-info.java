/** Version 2 of the PROXY protocol: the header in which a proxy tells the address of its client. Not exported. */
@NullMarked
package dev.packetwright.runtime.proxy;

import org.jspecify.annotations.NullMarked;
