// The scenarios of the client runtime, against real WebSockets and against one whose every event a test decides.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mock, test } from "node:test";
import { WebSocket, WebSocketServer } from "ws";
import { Backoff, connect, stayConnected } from "packetwright-client";
import * as game from "./out/game.js";

const { ClientSide, S_Chat, S_Leave } = game;

/** A server whose connections a test gets one after another. */
async function open(options = {}) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, ...options });
  await once(server, "listening");
  const url = `ws://127.0.0.1:${server.address().port}/game`;
  const waiting = [];
  const waiters = [];
  server.on("connection", (socket) => {
    socket.received = [];
    socket.on("message", (data) => socket.received.push(data));
    waiters.length > 0 ? waiters.shift()(socket) : waiting.push(socket);
  });
  return {
    url,
    next: () => (waiting.length > 0 ? waiting.shift() : new Promise((resolve) => waiters.push(resolve))),
    async close() {
      for (const client of server.clients) {
        client.terminate();
      }
      server.close();
      await once(server, "close");
    },
  };
}

/** A promise of the value that a callback gets. */
function future() {
  let resolve;
  const promise = new Promise((it) => {
    resolve = it;
  });
  return { promise, resolve };
}

/** A session with the server and its socket there, and the end that comes. */
async function connected(server, more = {}) {
  const end = future();
  const session = await connect({
    url: server.url,
    protocol: ClientSide,
    webSocket: WebSocket,
    onDisconnected: end.resolve,
    ...more,
  });
  return { session, socket: await server.next(), end: end.promise };
}

async function withServer(action, options) {
  const server = await open(options);
  try {
    await action(server);
  } finally {
    await server.close();
  }
}

function chat(text, playerId = 7) {
  return game.encodeS_Chat({ playerId, chat: text });
}

async function message(socket) {
  if (socket.received.length === 0) {
    await once(socket, "message");
  }
  return new Uint8Array(socket.received.shift());
}

/** A WebSocket that does what a test says. */
class Fake {
  static all = [];
  binaryType = "";
  bufferedAmount = 0;
  sent = [];
  closed = [];
  terminated = 0;
  #listeners = {};

  constructor(url, protocols) {
    this.url = url;
    this.protocols = protocols;
    Fake.all.push(this);
  }

  addEventListener(type, listener) {
    (this.#listeners[type] ??= []).push(listener);
  }

  happen(type, event = {}) {
    for (const listener of this.#listeners[type] ?? []) {
      listener(event);
    }
  }

  receive(...packets) {
    this.happen("message", { data: Uint8Array.from(packets.flatMap((packet) => [...packet])).buffer });
  }

  send(bytes) {
    this.sent.push(bytes.slice());
  }

  close(code, reason) {
    this.closed.push({ code, reason });
  }

  terminate() {
    this.terminated++;
  }
}

/** A session over such a WebSocket, with a clock that a test moves. */
function faked(more = {}, action) {
  let now = 1_000;
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const clock = mock.method(performance, "now", () => now);
  const ends = [];
  const options = { url: "ws://fake", protocol: ClientSide, webSocket: Fake, onDisconnected: (end) => ends.push(end) };
  try {
    let session;
    connect({ ...options, ...more, onConnected: (it) => (session = it) }).catch(() => {});
    const socket = Fake.all.at(-1);
    socket.happen("open");
    action({
      session,
      socket,
      ends,
      pass(milliseconds) {
        for (let i = 0; i < milliseconds; i += 100) {
          now += 100;
          mock.timers.tick(100);
        }
      },
    });
  } finally {
    clock.mock.restore();
    mock.timers.reset();
  }
}

test("packets go both ways, and several of them in one message", async () => {
  await withServer(async (server) => {
    const lines = [];
    const done = future();
    const { session, socket } = await connected(server, {
      handler: { S_Chat: (packet) => lines.push(`handler ${packet.chat}`) },
    });
    session.on(S_Chat, (packet) => lines.push(`on ${packet.chat} of ${packet.playerId}`));
    session.on(S_Leave, done.resolve);
    assert.equal(session.send({ type: "C_Chat", chat: "안녕 👋" }), true);
    assert.deepEqual(game.decode(await message(socket)), { type: "C_Chat", chat: "안녕 👋" });
    socket.send(Buffer.concat([chat("one"), chat("two", 8)]));
    socket.send(game.encodeS_Leave({ playerId: 9 }));
    assert.deepEqual(await done.promise, { type: "S_Leave", playerId: 9 });
    assert.deepEqual(lines, ["handler one", "on one of 7", "handler two", "on two of 8"]);
    session.close();
  });
});

test("bytes that are no packets end the session, and the server learns why", async () => {
  const whole = chat("hello");
  const attacks = [
    [whole.subarray(0, 10), "a message ends in the middle of a packet"],
    [Buffer.concat([whole, whole.subarray(0, 3)]), "a message ends in the middle of a packet"],
    [Uint8Array.of(3, 0, 2, 0), "header.size is 3, not 4 to 65535"],
    [Uint8Array.of(4, 0, 99, 0), "header.id is 99, which no packet has that can be received (offset 2)"],
    [game.encodeC_Chat({ chat: "" }), "header.id is 1, which no packet has that can be received (offset 2)"],
    [Uint8Array.of(6, 0, 2, 0, 1, 2), "S_Chat.playerId needs 4 bytes, but 2 are left (offset 4)"],
    ["text", "a text message"],
    [new Uint8Array(0), "an empty message"],
  ];
  await withServer(async (server) => {
    for (const [bytes, detail] of attacks) {
      const { session, socket, end } = await connected(server);
      const closed = once(socket, "close");
      socket.send(bytes);
      const { reason, detail: actual } = await end;
      assert.equal(`${reason} ${actual}`, `malformedPacket ${detail}`);
      assert.equal(session.isOpen, false);
      const [code, text] = await closed;
      assert.equal(`${code} ${text}`, `4007 ${detail}`);
    }
  });
});

test("a packet larger than allowed is malformed", () => {
  faked({ maxReceivedPacketSize: 20 }, ({ socket, ends }) => {
    socket.receive(chat("12345"));
    assert.equal(ends.length, 0);
    socket.receive(chat("123456"));
    assert.equal(ends[0].detail, "header.size is 22, not 4 to 20");
  });
});

test("an error in a handler ends this session, and nothing comes after it", () => {
  const failure = new Error("bug");
  const seen = [];
  const handler = {
    S_Chat(packet) {
      seen.push(packet.chat);
      if (packet.chat === "bad") {
        throw failure;
      }
    },
  };
  faked({ handler }, ({ socket, ends }) => {
    socket.receive(chat("good"), chat("bad"), chat("late"));
    socket.receive(chat("later"));
    assert.deepEqual(seen, ["good", "bad"]);
    assert.deepEqual(ends, [{ reason: "handlerFailed", detail: "Error: bug", cause: failure }]);
    assert.deepEqual(socket.closed, [{ code: 4011, reason: "Error: bug" }]);
  });
});

test("an error in onConnected ends the session", async () => {
  await withServer(async (server) => {
    const end = future();
    await connect({
      url: server.url,
      protocol: ClientSide,
      webSocket: WebSocket,
      onConnected() {
        throw new Error("no");
      },
      onDisconnected: end.resolve,
    });
    assert.equal((await end.promise).reason, "handlerFailed");
  });
});

test("a value that the protocol does not allow is not sent, and the session goes on", () => {
  faked({}, ({ session, socket, ends }) => {
    assert.throws(() => session.send({ type: "C_Chat", chat: "x".repeat(201) }), game.PacketError);
    assert.throws(() => session.send({ type: "S_Chat", playerId: 1, chat: "" }), game.PacketError);
    assert.equal(socket.sent.length, 0);
    assert.equal(session.send({ type: "C_Chat", chat: "x" }), true);
    assert.equal(socket.sent.length, 1);
    assert.deepEqual(ends, []);
  });
});

test("a full send queue ends the session", () => {
  faked({ sendQueueLimit: 100 }, ({ session, socket, ends }) => {
    socket.bufferedAmount = 100 - 8;
    assert.equal(session.send({ type: "C_Chat", chat: "x" }), true);
    socket.bufferedAmount = 100 - 7;
    assert.equal(session.send({ type: "C_Chat", chat: "x" }), false);
    assert.equal(ends[0].reason, "sendQueueFull");
    assert.equal(session.send({ type: "C_Chat", chat: "x" }), false);
    assert.equal(ends.length, 1);
  });
});

test("a server that accepts nothing ends the session; one that is slow does not", () => {
  faked({ stallTimeout: 2_000 }, ({ socket, ends, pass }) => {
    for (let left = 500; left > 0; left--) {
      socket.bufferedAmount = left;
      pass(1_000);
    }
    assert.deepEqual(ends, []);
    pass(3_000);
    assert.equal(ends[0].reason, "writeStalled");
    assert.equal(socket.terminated, 1);
  });
});

test("a silent server ends the session, one that talks does not", () => {
  faked({ idleTimeout: 3_000 }, ({ socket, ends, pass }) => {
    for (let i = 0; i < 10; i++) {
      pass(2_000);
      socket.receive(chat("hello"));
    }
    assert.deepEqual(ends, []);
    pass(4_500);
    assert.equal(ends[0].reason, "idleTimedOut");
  });
});

test("pings of the server are answered with their value and are no packets of the handler", () => {
  faked({ handler: { S_Ping: () => assert.fail() } }, ({ session, socket, pass }) => {
    session.on(game.S_Ping, () => assert.fail());
    socket.receive(game.encodeS_Ping({ token: 0x1122334455667788n }));
    assert.deepEqual(game.decode(socket.sent[0]), { type: "C_Pong", token: 0x1122334455667788n });
    socket.bufferedAmount = 1 << 17; // there is much else to send
    socket.receive(game.encodeS_Ping({ token: 1n }));
    assert.equal(socket.sent.length, 1);
    pass(100);
  });
});

test("the round-trip time is measured from the first packet on, and only by true answers", () => {
  const measured = [];
  faked({ pingInterval: 1_000, onRoundTrip: (time) => measured.push(time) }, ({ session, socket, pass }) => {
    pass(5_000);
    assert.equal(socket.sent.length, 0);
    socket.receive(chat("hello"));
    pass(1_000);
    assert.equal(socket.sent.length, 1);
    const ping = game.decode(socket.sent[0]);
    assert.equal(ping.type, "C_Ping");
    socket.receive(game.encodeS_Pong({ token: ping.token ^ 1n }));
    assert.equal(session.roundTripTime, undefined);
    pass(300);
    socket.receive(game.encodeS_Pong({ token: ping.token }));
    socket.receive(game.encodeS_Pong({ token: ping.token }));
    assert.equal(measured.length, 1);
    assert.equal(session.roundTripTime, measured[0]);
    pass(2_000);
    assert.equal(socket.sent.length, 2);
    const second = game.decode(socket.sent[1]);
    pass(900);
    socket.receive(game.encodeS_Pong({ token: second.token }));
    assert.equal(session.roundTripTime, measured[0] + (measured[1] - measured[0]) / 8);
  });
});

test("the codes of the server are reasons", async () => {
  const cases = [
    [1000, "", "closedByPeer"],
    [1001, "the server closes", "closedByPeer"],
    [1007, "a packet ends too soon", "refusedByPeer"],
    [1008, "too many packets", "refusedByPeer"],
    [1011, "a handler failed", "refusedByPeer"],
    [4000, "kicked", "refusedByPeer"],
  ];
  await withServer(async (server) => {
    for (const [code, detail, reason] of cases) {
      const { socket, end } = await connected(server);
      socket.close(code, detail);
      assert.deepEqual(await end, { reason, detail, code });
    }
    const { socket, end } = await connected(server);
    socket.terminate();
    assert.equal((await end).reason, "connectionLost");
  });
});

test("close sends what waits, and nothing is received after it", async () => {
  await withServer(async (server) => {
    const { session, socket, end } = await connected(server);
    session.on(S_Chat, () => assert.fail());
    session.send({ type: "C_Chat", chat: "last" });
    session.close();
    socket.send(chat("late"));
    assert.equal(session.send({ type: "C_Chat", chat: "too late" }), false);
    assert.deepEqual(game.decode(await message(socket)), { type: "C_Chat", chat: "last" });
    assert.equal((await end).reason, "closedLocally");
    session.close();
    session.abort();
  });
});

test("a server that does not answer close, and abort", () => {
  faked({ closeTimeout: 500 }, ({ session, ends, pass }) => {
    session.close();
    pass(400);
    assert.deepEqual(ends, []);
    pass(200);
    assert.equal(ends[0].reason, "closeTimedOut");
  });
  faked({}, ({ session, socket, ends }) => {
    session.abort();
    socket.receive(chat("late"));
    socket.happen("close", { code: 1006 });
    assert.deepEqual(ends, [{ reason: "abortedLocally", detail: "" }]);
  });
});

test("functions can be removed, and can add others", () => {
  faked({}, ({ session, socket }) => {
    const seen = [];
    const remove = session.on(S_Chat, (packet) => {
      seen.push(packet.chat);
      session.on(S_Chat, () => seen.push("added"));
    });
    socket.receive(chat("a"));
    remove();
    socket.receive(chat("b"));
    assert.deepEqual(seen, ["a", "added"]);
  });
});

test("an attempt that fails says why", async () => {
  const server = await open();
  await server.close();
  const options = { url: server.url, protocol: ClientSide, webSocket: WebSocket };
  await assert.rejects(connect(options), { message: `cannot connect to ${server.url}: closed with the code 1006` });
  if (globalThis.WebSocket === undefined) {
    await assert.rejects(connect({ url: server.url, protocol: ClientSide }), /this platform has no WebSocket/);
  }
  await assert.rejects(connect({ ...options, idleTimeout: -1 }), /idleTimeout is -1, not 0 to/);
});

test("an attempt without an answer is given up", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const attempt = connect({ url: "ws://fake", protocol: ClientSide, webSocket: Fake, connectTimeout: 300 });
    const failed = assert.rejects(attempt, { message: "cannot connect to ws://fake: no answer within 300 ms" });
    mock.timers.tick(300);
    await failed;
    const socket = Fake.all.at(-1);
    assert.equal(socket.closed.length, 1);
    socket.happen("open"); // too late
    assert.equal(socket.closed.length, 2);
  } finally {
    mock.timers.reset();
  }
});

test("the protocol is offered if it is to be checked", async () => {
  await withServer(
    async (server) => {
      const { session, socket } = await connected(server, { checkProtocol: true });
      assert.equal(socket.protocol, game.Protocol.webSocketProtocol);
      assert.match(socket.protocol, /^pw\.[0-9a-f]{16}$/);
      session.close();
    },
    { handleProtocols: (offered) => [...offered][0] },
  );
});

test("a link comes back, and its functions stay", async () => {
  await withServer(async (server) => {
    const events = [];
    const lines = [];
    let line = future();
    const link = stayConnected({
      url: server.url,
      protocol: ClientSide,
      webSocket: WebSocket,
      backoff: new Backoff(1, 1, 1_000_000),
      onConnected: (session) => session.send({ type: "C_Chat", chat: "here" }),
      onDisconnected: (end) => events.push(end.reason),
      onFailure: (failure, it) => events.push(`${it.failedAttempts} ${failure.message}`),
    });
    link.on(S_Chat, (packet) => {
      lines.push(packet.chat);
      line.resolve();
    });
    for (const text of ["first", "second", "third"]) {
      const socket = await server.next();
      assert.deepEqual(game.decode(await message(socket)), { type: "C_Chat", chat: "here" });
      line = future();
      socket.send(chat(text));
      await line.promise;
      assert.equal(link.send({ type: "C_Chat", chat: "and back" }), true);
      await message(socket);
      socket.terminate();
    }
    const socket = await server.next();
    await message(socket);
    link.close();
    await once(socket, "close");
    assert.deepEqual(lines, ["first", "second", "third"]);
    const soon = `the session with ${server.url} ended soon: connectionLost`;
    assert.deepEqual(
      events.slice(0, 6),
      [1, 2, 3].flatMap((n) => ["connectionLost", `${n} ${soon}`]),
    );
    assert.equal(link.isClosed, true);
    assert.equal(link.send({ type: "C_Chat", chat: "" }), false);
  });
});

/** A link over WebSockets of which a test says what happens. */
function fakeLink(backoff, action) {
  let now = 0;
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const clock = mock.method(performance, "now", () => now);
  const random = mock.method(Math, "random", () => 0.5);
  try {
    Fake.all.length = 0;
    const link = stayConnected({ url: "ws://fake", protocol: ClientSide, webSocket: Fake, backoff });
    action({
      link,
      last: () => Fake.all.at(-1),
      attempts: () => Fake.all.length,
      pass(milliseconds) {
        now += milliseconds;
        mock.timers.tick(milliseconds);
      },
    });
  } finally {
    mock.timers.reset();
    clock.mock.restore();
    random.mock.restore();
  }
}

test("the times between attempts are parts of limits that grow to a maximum", () => {
  fakeLink(new Backoff(100, 2, 1_000), ({ link, last, attempts, pass }) => {
    assert.equal(attempts(), 1);
    for (const delay of [50, 100, 200, 400, 500, 500]) {
      const before = attempts();
      last().happen("close", { code: 1006 });
      pass(delay - 1);
      assert.equal(attempts(), before);
      pass(1);
      assert.equal(attempts(), before + 1);
    }
    assert.equal(link.failedAttempts, 6);
    last().happen("open");
    assert.equal(link.failedAttempts, 6);
    pass(1_000);
    assert.equal(link.failedAttempts, 0);
    last().happen("close", { code: 1006 });
    pass(50);
    assert.equal(attempts(), 8);
  });
  assert.throws(() => new Backoff(0), RangeError);
  assert.throws(() => new Backoff(10, 0.5), RangeError);
  assert.throws(() => new Backoff(10, 2, 9), RangeError);
});

test("a link ends when this side wants it to", () => {
  fakeLink(undefined, ({ link, last, attempts, pass }) => {
    last().happen("open");
    link.session.close();
    last().happen("close", { code: 1000 });
    pass(100_000);
    assert.equal(link.isClosed, true);
    assert.equal(attempts(), 1);
  });
  fakeLink(undefined, ({ link, last, attempts, pass }) => {
    link.close();
    assert.equal(last().closed.length, 1);
    last().happen("open");
    assert.equal(link.session, undefined);
    pass(100_000);
    assert.equal(attempts(), 1);
  });
  fakeLink(undefined, ({ link, last, attempts, pass }) => {
    last().happen("close", { code: 1006 });
    link.close();
    pass(100_000);
    assert.equal(attempts(), 1);
  });
});
