/** Tests of the page of the chat example in a browser, beside clients in Java and C#. */
@NullMarked
package dev.packetwright.clients.page;

import org.jspecify.annotations.NullMarked;
