// Bundled from examples/chat/web/page.ts, clients/typescript and the generated packets.

// clients/typescript/src/options.ts
function withDefaults(options) {
  return {
    sendQueueLimit: checked("sendQueueLimit", options.sendQueueLimit ?? 1 << 20, 1),
    maxReceivedPacketSize: checked("maxReceivedPacketSize", options.maxReceivedPacketSize ?? 65535, 4),
    stallTimeout: checked("stallTimeout", options.stallTimeout ?? 1e4, 0),
    idleTimeout: checked("idleTimeout", options.idleTimeout ?? 0, 0),
    closeTimeout: checked("closeTimeout", options.closeTimeout ?? 2e3, 1),
    pingInterval: checked("pingInterval", options.pingInterval ?? 5e3, 1)
  };
}
function checked(name, value, least) {
  if (!(value >= least && value < 2 ** 31)) {
    throw new RangeError(`${name} is ${value}, not ${least} to ${2 ** 31 - 1}`);
  }
  return value;
}

// clients/typescript/src/backoff.ts
var Backoff = class {
  first;
  growth;
  maximum;
  /**
   * @param first the limit after the first failure, and after the end of a session that has lasted, in milliseconds
   * @param growth the factor by which the limit grows with each further failure, at least 1
   * @param maximum the largest limit in milliseconds. A session that has been open for this time has lasted: its end is
   *     not a failure
   */
  constructor(first = 500, growth = 2, maximum = 3e4) {
    this.first = checked("first", first, 1);
    this.growth = checked("growth", growth, 1);
    this.maximum = checked("maximum", maximum, first);
  }
  /** The time to wait after this many failures in a row; 0 means that a session has lasted. */
  delay(failures) {
    const limit = Math.min(this.first * this.growth ** Math.max(0, failures - 1), this.maximum);
    return Math.random() * limit;
  }
};

// clients/typescript/src/handlers.ts
var Handlers = class {
  #byType = /* @__PURE__ */ new Map();
  /** Adds a function, and returns one that removes it. */
  on(type, handler) {
    const added = handler;
    this.#byType.set(type, new Set(this.#byType.get(type)).add(added));
    return () => {
      const left = new Set(this.#byType.get(type));
      left.delete(added);
      this.#byType.set(type, left);
    };
  }
  /** Calls the functions for a packet. */
  dispatch(packet) {
    const handlers = this.#byType.get(packet.type);
    if (handlers !== void 0) {
      for (const handler of handlers) {
        handler(packet);
      }
    }
  }
};

// clients/typescript/src/disconnect.ts
var GOING_AWAY = 1001;
var NO_STATUS = 1005;
var ABNORMAL = 1006;
var TLS_FAILED = 1015;
function disconnectOf(code, detail) {
  if (code === ABNORMAL || code === TLS_FAILED) {
    return { reason: "connectionLost", detail, code };
  }
  const isInOrder = code === 1e3 || code === GOING_AWAY || code === NO_STATUS;
  return { reason: isInOrder ? "closedByPeer" : "refusedByPeer", detail, code };
}
function codeFor(reason) {
  switch (reason) {
    case "closedLocally":
    case "abortedLocally":
      return 1e3;
    case "malformedPacket":
      return 4007;
    case "handlerFailed":
      return 4011;
    default:
      return 4008;
  }
}

// clients/typescript/src/pings.ts
var SIZE = 12;
var QUICK = 65536;
var INTERVALS_OF_PATIENCE = 10;
var SHORTEST_PATIENCE = 1e4;
var SMOOTHING = 8;
var PingExchange = class {
  roundTripTime;
  #sender;
  #ping;
  #answered;
  #interval;
  #onRoundTrip;
  #token;
  #sentAt = 0;
  #nextAt = Infinity;
  constructor(sender, ping, answered, interval, onRoundTrip) {
    this.#sender = sender;
    this.#ping = ping;
    this.#answered = answered;
    this.#interval = interval;
    this.#onRoundTrip = onRoundTrip;
  }
  /** Takes a ping or an answer to one. Returns false for any other packet. */
  takes(packet, now) {
    this.#nextAt = Math.min(this.#nextAt, now);
    const id = packet[2] | packet[3] << 8;
    if (packet.length === SIZE && id === this.#answered?.ping) {
      this.#sendIfQuick(this.#answered.pong, packet.subarray(4));
      return true;
    }
    if (packet.length === SIZE && id === this.#ping?.pong) {
      this.#conclude(packet.subarray(4), now);
      return true;
    }
    return false;
  }
  /** Sends a ping if the time has come. */
  sendIfDue(now) {
    if (this.#ping === void 0 || now < this.#nextAt) {
      return;
    }
    const token = new Uint8Array(SIZE - 4).map(() => Math.random() * 256);
    if (this.#sendIfQuick(this.#ping.ping, token)) {
      this.#token = token;
      this.#sentAt = now;
      this.#nextAt = now + Math.max(INTERVALS_OF_PATIENCE * this.#interval, SHORTEST_PATIENCE);
    }
  }
  #sendIfQuick(id, token) {
    if (this.#sender.bufferedAmount > QUICK) {
      return false;
    }
    const packet = new Uint8Array(SIZE);
    packet[0] = SIZE;
    packet[2] = id;
    packet[3] = id >> 8;
    packet.set(token, 4);
    this.#sender.send(packet);
    return true;
  }
  /** Ignores the answer to a ping that was given up, and one that the server has made up. */
  #conclude(answer, now) {
    if (!this.#token?.every((byte, i) => byte === answer[i])) {
      return;
    }
    this.#token = void 0;
    const measured = now - this.#sentAt;
    const before = this.roundTripTime ?? measured;
    this.roundTripTime = before + (measured - before) / SMOOTHING;
    this.#nextAt = now + this.#interval;
    this.#onRoundTrip(measured);
  }
};

// clients/typescript/src/session.ts
var HEADER_SIZE = 4;
var LONGEST_CLOSE_REASON = 120;
var TICK = 1e3;
var Session = class {
  #socket;
  #side;
  #options;
  #listener;
  #handlers = new Handlers();
  #pings;
  #timer;
  #closeTimer;
  #state = "open";
  #heardAt = performance.now();
  #waiting = 0;
  #progressAt = 0;
  /** For `connect`: takes over an open socket. */
  constructor(socket, side, options, listener) {
    this.#socket = socket;
    this.#side = side;
    this.#options = options;
    this.#listener = listener;
    this.#pings = new PingExchange(
      socket,
      side.ping,
      side.answeredPing,
      options.pingInterval,
      (time) => listener.roundTrip(time)
    );
    const { pingInterval, idleTimeout, stallTimeout } = options;
    const shortest = Math.min(TICK, pingInterval, (idleTimeout || Infinity) / 2, (stallTimeout || Infinity) / 2);
    this.#timer = setInterval(() => this.#tick(), shortest);
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", (event) => this.#closed(event.code ?? 1006, event.reason ?? ""));
  }
  /** Whether packets can be sent. */
  get isOpen() {
    return this.#state === "open";
  }
  /** The smoothed time between a ping and its answer in milliseconds; undefined before the first answer. */
  get roundTripTime() {
    return this.#pings.roundTripTime;
  }
  /**
   * Calls a function with each packet of a type, beside other functions: `session.on(S_Chat, (packet) => …)`.
   *
   * @returns a function that ends this
   */
  on(packet, handler) {
    return this.#handlers.on(packet.type, handler);
  }
  /**
   * Sends a packet. Without enough room in the send queue, the session ends.
   *
   * @returns whether the packet was accepted; false once the session has been closed or has ended
   * @throws PacketError if a member has a value that the protocol does not allow; the session goes on
   */
  send(packet) {
    if (this.#state !== "open") {
      return false;
    }
    const bytes = this.#side.encode(packet);
    if (this.#socket.bufferedAmount + bytes.length > this.#options.sendQueueLimit) {
      this.#fail("sendQueueFull", `more than ${this.#options.sendQueueLimit} bytes wait for the server`);
      return false;
    }
    this.#socket.send(bytes);
    return true;
  }
  /** Ends the session after all packets have been sent. Nothing is received any more. */
  close() {
    if (this.#state === "open") {
      this.#state = "closing";
      this.#socket.close(codeFor("closedLocally"));
      this.#closeTimer = setTimeout(() => this.#fail("closeTimedOut", ""), this.#options.closeTimeout);
    }
  }
  /** Ends the session at once. Packets that wait for the server may be lost. */
  abort() {
    this.#fail("abortedLocally", "");
  }
  /** For `connect`: ends the session if its beginning fails. */
  start(onConnected) {
    try {
      onConnected();
    } catch (error) {
      this.#fail("handlerFailed", String(error), error);
    }
  }
  #receive(data) {
    if (this.#state !== "open") {
      return;
    }
    this.#heardAt = performance.now();
    if (!(data instanceof ArrayBuffer) || data.byteLength === 0) {
      this.#fail("malformedPacket", data instanceof ArrayBuffer ? "an empty message" : "a text message");
      return;
    }
    const message = new Uint8Array(data);
    for (let at = 0; at < message.length && this.#isOpen(); ) {
      const left = message.length - at;
      const size = left < HEADER_SIZE ? HEADER_SIZE : message[at] | message[at + 1] << 8;
      if (size < HEADER_SIZE || size > this.#options.maxReceivedPacketSize) {
        const most = this.#options.maxReceivedPacketSize;
        this.#fail("malformedPacket", `header.size is ${size}, not ${HEADER_SIZE} to ${most}`);
      } else if (size > left) {
        this.#fail("malformedPacket", "a message ends in the middle of a packet");
      } else {
        this.#take(message.subarray(at, at + size));
      }
      at += size;
    }
  }
  /** A method, because the compiler believes that nothing changes a field while others run. */
  #isOpen() {
    return this.#state === "open";
  }
  #take(bytes) {
    let packet;
    try {
      if (this.#pings.takes(bytes, this.#heardAt)) {
        return;
      }
    } catch (error) {
      this.#fail("handlerFailed", String(error), error);
      return;
    }
    try {
      packet = this.#side.decode(bytes);
    } catch (error) {
      this.#fail("malformedPacket", error instanceof Error ? error.message : String(error), error);
      return;
    }
    try {
      this.#listener.packet(packet);
      this.#handlers.dispatch(packet);
    } catch (error) {
      this.#fail("handlerFailed", String(error), error);
    }
  }
  #tick() {
    if (this.#state === "ended") {
      return;
    }
    const now = performance.now();
    const { idleTimeout, stallTimeout } = this.#options;
    const waiting = this.#socket.bufferedAmount;
    if (waiting === 0 || waiting < this.#waiting) {
      this.#progressAt = now;
    } else if (this.#waiting === 0) {
      this.#progressAt = now;
    }
    this.#waiting = waiting;
    if (stallTimeout > 0 && waiting > 0 && now - this.#progressAt >= stallTimeout) {
      this.#fail("writeStalled", `the server accepted nothing for ${stallTimeout} ms`);
    } else if (idleTimeout > 0 && now - this.#heardAt >= idleTimeout) {
      this.#fail("idleTimedOut", `the server was silent for ${idleTimeout} ms`);
    } else if (this.#state === "open") {
      this.#pings.sendIfDue(now);
    }
  }
  #closed(code, reason) {
    const isOurs = this.#state === "closing" && code !== 1006;
    this.#end(isOurs ? { reason: "closedLocally", detail: reason, code } : disconnectOf(code, reason));
  }
  #fail(reason, detail, cause) {
    if (this.#state === "ended") {
      return;
    }
    if (reason === "abortedLocally" || reason === "closeTimedOut" || reason === "writeStalled") {
      this.#socket.terminate?.();
    }
    this.#socket.close(codeFor(reason), asCloseReason(detail));
    this.#end(cause === void 0 ? { reason, detail } : { reason, detail, cause });
  }
  #end(disconnect) {
    if (this.#state !== "ended") {
      this.#state = "ended";
      clearInterval(this.#timer);
      clearTimeout(this.#closeTimer);
      this.#listener.ended(disconnect);
    }
  }
};
function asCloseReason(detail) {
  return detail.replace(/[^ -~]/g, "?").slice(0, LONGEST_CLOSE_REASON);
}

// clients/typescript/src/socket.ts
function platformWebSocket() {
  const found = globalThis.WebSocket;
  if (found === void 0) {
    throw new Error("this platform has no WebSocket: pass the option webSocket, for example the class of the package ws");
  }
  return found;
}

// clients/typescript/src/connect.ts
function stayConnected(options) {
  return new ReconnectingLink(options);
}
function attempt(options, listener) {
  const { url, protocol, handler } = options;
  const limits = withDefaults(options);
  const connectTimeout = checked("connectTimeout", options.connectTimeout ?? 1e4, 1);
  const WebSocketClass = options.webSocket ?? platformWebSocket();
  const socket = new WebSocketClass(url, options.checkProtocol ? [protocol.webSocketProtocol] : []);
  socket.binaryType = "arraybuffer";
  let session;
  let isOver = false;
  const timer = setTimeout(() => fail(`no answer within ${connectTimeout} ms`), connectTimeout);
  function fail(detail) {
    if (stop()) {
      socket.close();
      listener.failed(new Error(`cannot connect to ${url}: ${detail}`));
    }
  }
  function stop() {
    const wasUnderWay = !isOver;
    isOver = true;
    clearTimeout(timer);
    return wasUnderWay;
  }
  socket.addEventListener("error", () => {
  });
  socket.addEventListener("close", (event) => fail(event.reason || `closed with the code ${event.code}`));
  socket.addEventListener("open", () => {
    if (!stop()) {
      socket.close();
      return;
    }
    const made = new Session(socket, protocol, limits, {
      packet(packet) {
        handler?.[packet.type]?.(packet);
        listener.packet(packet);
      },
      roundTrip: (milliseconds) => options.onRoundTrip?.(milliseconds, made),
      ended: (disconnect) => listener.ended(disconnect, made)
    });
    session = made;
    listener.connected(made);
    made.start(() => options.onConnected?.(made));
  });
  return {
    cancel() {
      if (stop()) {
        socket.close();
      } else {
        session?.close();
      }
    }
  };
}
var ReconnectingLink = class {
  session;
  isClosed = false;
  #options;
  #backoff;
  #handlers = new Handlers();
  #attempt;
  #timer;
  #connectedAt = 0;
  #failedAttempts = 0;
  constructor(options) {
    this.#options = options;
    this.#backoff = options.backoff ?? new Backoff();
    this.#start();
  }
  get failedAttempts() {
    return this.#hasLasted() ? 0 : this.#failedAttempts;
  }
  send(packet) {
    return this.session?.send(packet) ?? false;
  }
  on(packet, handler) {
    return this.#handlers.on(packet.type, handler);
  }
  close() {
    this.isClosed = true;
    clearTimeout(this.#timer);
    this.#attempt?.cancel();
  }
  #hasLasted() {
    return this.session !== void 0 && performance.now() - this.#connectedAt >= this.#backoff.maximum;
  }
  #start() {
    this.#attempt = attempt(this.#options, {
      packet: (packet) => this.#handlers.dispatch(packet),
      connected: (session) => {
        this.session = session;
        this.#connectedAt = performance.now();
      },
      ended: (disconnect, session) => this.#ended(disconnect, session),
      failed: (failure) => this.#failed(failure)
    });
  }
  #ended(disconnect, session) {
    const hasLasted = this.#hasLasted();
    const { reason, detail } = disconnect;
    this.session = void 0;
    this.isClosed ||= reason === "closedLocally" || reason === "abortedLocally" || reason === "closeTimedOut";
    if (hasLasted) {
      this.#failedAttempts = 0;
      this.#wait();
    }
    try {
      this.#options.onDisconnected?.(disconnect, session);
    } finally {
      if (!hasLasted && !this.isClosed) {
        const how = detail === "" ? reason : `${reason}: ${detail}`;
        this.#failed(new Error(`the session with ${this.#options.url} ended soon: ${how}`));
      }
    }
  }
  #failed(failure) {
    this.#failedAttempts++;
    this.#wait();
    this.#options.onFailure?.(failure, this);
  }
  #wait() {
    if (!this.isClosed) {
      this.#timer = setTimeout(() => this.#start(), this.#backoff.delay(this.#failedAttempts));
    }
  }
};

// packets.ts
var C_Chat = { type: "C_Chat", id: 1 };
function encodeC_Chat(packet) {
  beginPacket(1, "C_Chat");
  writeUtf16(packet.chat, "chat", 32767);
  return endPacket();
}
var S_Chat = { type: "S_Chat", id: 2 };
function decode(bytes) {
  switch (openPacket(bytes)) {
    case 2:
      return readS_Chat();
    default:
      throw unknownId();
  }
}
function encode(packet) {
  switch (packet.type) {
    case "C_Chat":
      return encodeC_Chat(packet);
    default:
      throw unknownPacket(packet);
  }
}
var ClientSide = {
  webSocketProtocol: "pw.edf04ddc75a72172",
  decode,
  encode
};
function readS_Chat() {
  packetName = "S_Chat";
  const playerId = int32(take(4, "playerId"));
  const chat = readUtf16("chat", 65535);
  return {
    type: "S_Chat",
    playerId,
    chat
  };
}
var PacketError = class extends Error {
  /** The name of the packet; "header" for bytes that belong to no known packet. */
  packet;
  /** The member as in the PDL, with dots between its levels. */
  member;
  /** The offset of the member in bytes from the start of the packet. */
  offset;
  constructor(packet, member, offset, problem) {
    super(`${packet}.${member} ${problem} (offset ${offset})`);
    this.name = "PacketError";
    this.packet = packet;
    this.member = member;
    this.offset = offset;
  }
};
var packetName = "header";
var source = /* @__PURE__ */ new Uint8Array(0);
var next = 0;
function malformed(member, offset, problem) {
  return new PacketError(packetName, member, offset, problem);
}
function openPacket(bytes) {
  packetName = "header";
  source = bytes;
  if (bytes.length < 4) {
    throw malformed("size", 0, `needs 4 bytes, but the packet has ${bytes.length}`);
  }
  const size = uint16(0);
  if (size !== bytes.length) {
    throw malformed("size", 0, `is ${size}, but the packet has ${bytes.length} bytes`);
  }
  next = 4;
  return uint16(2);
}
function unknownId() {
  return malformed("id", 2, `is ${uint16(2)}, which no packet has that can be received`);
}
function take(size, member) {
  const at = next;
  if (source.length - at < size) {
    throw tooFew(member, at, size);
  }
  next = at + size;
  return at;
}
function tooFew(member, at, size) {
  return malformed(member, at, `needs ${size} bytes, but ${source.length - at} are left`);
}
function readCount(elementSize, member, most) {
  const at = take(2, member);
  const count = uint16(at);
  const left = source.length - next;
  if (count * elementSize > left) {
    throw malformed(member, at, `has the length ${count}, but ${left} bytes are left`);
  }
  if (count > most) {
    throw tooLong(member, at, count, most);
  }
  return count;
}
function tooLong(member, at, length, most) {
  return malformed(member, at, `has the length ${length}, more than ${most}`);
}
function pass(size) {
  const at = next;
  next = at + size;
  return at;
}
function uint16(at) {
  return source[at] | source[at + 1] << 8;
}
function int32(at) {
  return source[at] | source[at + 1] << 8 | source[at + 2] << 16 | source[at + 3] << 24;
}
var SHORT_TEXT = 96;
var utf16Decoder = /* @__PURE__ */ new TextDecoder("utf-16le", { ignoreBOM: true });
function readUtf16(member, most) {
  const first = next;
  const size = readCount(1, member, 65535);
  const at = pass(size);
  const end = at + (size & ~1);
  let text2 = size <= 2 * SHORT_TEXT ? shortUtf16(at, end) : utf16Decoder.decode(source.subarray(at, end));
  if (size % 2 !== 0) {
    text2 += "\uFFFD";
  }
  if (text2.length > most) {
    throw tooLong(member, first, text2.length, most);
  }
  return text2;
}
function shortUtf16(at, end) {
  const bytes = source;
  let text2 = "";
  let i = at;
  for (; i + 16 <= end; i += 16) {
    const a = bytes[i] | bytes[i + 1] << 8;
    const b = bytes[i + 2] | bytes[i + 3] << 8;
    const c = bytes[i + 4] | bytes[i + 5] << 8;
    const d = bytes[i + 6] | bytes[i + 7] << 8;
    const e = bytes[i + 8] | bytes[i + 9] << 8;
    const f = bytes[i + 10] | bytes[i + 11] << 8;
    const g = bytes[i + 12] | bytes[i + 13] << 8;
    const h = bytes[i + 14] | bytes[i + 15] << 8;
    if (a >= 55296 || b >= 55296 || c >= 55296 || d >= 55296 || e >= 55296 || f >= 55296 || g >= 55296 || h >= 55296) {
      return utf16Decoder.decode(bytes.subarray(at, end));
    }
    text2 += String.fromCharCode(a, b, c, d, e, f, g, h);
  }
  for (; i < end; i += 2) {
    const unit = bytes[i] | bytes[i + 1] << 8;
    if (unit >= 55296) {
      return utf16Decoder.decode(bytes.subarray(at, end));
    }
    text2 += String.fromCharCode(unit);
  }
  return text2;
}
function isSurrogate(unit) {
  return (unit & 63488) === 55296;
}
var memory = /* @__PURE__ */ new Uint8Array(0);
var view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(0));
var start = 0;
var written = 0;
var used = 0;
function invalid(member, at, problem) {
  return new PacketError(packetName, member, at - start, problem);
}
function beginPacket(id, name) {
  packetName = name;
  start = used;
  written = used;
  const at = reserve(4, "header");
  view.setUint16(at + 2, id, true);
}
function endPacket() {
  const size = written - start;
  view.setUint16(start, size, true);
  used = written;
  return new Uint8Array(memory.buffer, start, size);
}
function reserve(size, member) {
  if (written + size > memory.length) {
    grow(size, member);
  }
  const at = written;
  written = at + size;
  return at;
}
function grow(more, member) {
  const size = written - start;
  if (size + more > 65535) {
    throw invalid(member, written, "makes the packet larger than 65535 bytes");
  }
  const larger = new Uint8Array(Math.max(16384, Math.min(2 * (size + more), 65535)));
  larger.set(memory.subarray(start, written));
  memory = larger;
  view = new DataView(larger.buffer);
  start = 0;
  written = size;
  used = 0;
}
function unknownPacket(packet) {
  const type = packet?.type;
  return new PacketError("header", "id", 2, `is unknown for the type '${String(type)}', which cannot be sent`);
}
function wrongType(member, at, value, type) {
  return invalid(member, at, `is ${value === null ? "null" : typeof value}, not ${type}`);
}
function writeUtf16(text2, member, most) {
  if (typeof text2 !== "string") {
    throw wrongType(member, written, text2, "a string");
  }
  const length = text2.length;
  if (length > most) {
    throw invalid(member, written, `has the length ${length}, more than ${most}`);
  }
  let at = reserve(2 + 2 * length, member);
  const bytes = memory;
  bytes[at] = 2 * length;
  bytes[at + 1] = 2 * length >> 8;
  for (let i = 0; i < length; i++) {
    let unit = text2.charCodeAt(i);
    if (isSurrogate(unit) && !isPaired(text2, i)) {
      unit = 65533;
    }
    at += 2;
    bytes[at] = unit;
    bytes[at + 1] = unit >> 8;
  }
}
function isPaired(text2, i) {
  const isHigh = text2.charCodeAt(i) < 56320;
  const other = text2.charCodeAt(isHigh ? i + 1 : i - 1);
  return (other & 64512) === (isHigh ? 56320 : 55296);
}

// page.ts
var SERVER = 0;
var MOST_LINES = 1e3;
var status = element("status");
var lines = element("lines");
var text = element("text");
var scheme = location.protocol === "https:" ? "wss" : "ws";
var port = await (await fetch("port")).text();
var link = stayConnected({
  url: `${scheme}://${location.hostname}:${port}/`,
  protocol: ClientSide,
  checkProtocol: true,
  onConnected: () => show("connected"),
  onDisconnected: () => show("connecting\u2026")
});
link.on(S_Chat, (line) => add(line.playerId === SERVER ? "Server" : `Player ${line.playerId}`, line.chat));
element("say").addEventListener("submit", (event) => {
  event.preventDefault();
  if (text.value !== "" && link.send({ type: C_Chat.type, chat: text.value })) {
    text.value = "";
  }
});
function add(who, said) {
  const view2 = lines.parentElement;
  const follows = view2.scrollHeight - view2.scrollTop - view2.clientHeight < 50;
  const name = document.createElement("b");
  name.textContent = who;
  const line = document.createElement("li");
  line.append(name, said);
  lines.append(line);
  while (lines.childElementCount > MOST_LINES) {
    lines.firstElementChild.remove();
  }
  if (follows) {
    line.scrollIntoView();
  }
}
function show(state) {
  status.textContent = state;
}
function element(id) {
  return document.getElementById(id);
}
