/** Bytes that are not a packet, or a value that a packet cannot have. */
export class PacketError extends Error {
  /** The name of the packet; "header" for bytes that belong to no known packet. */
  readonly packet: string;
  /** The member as in the PDL, with dots between its levels. */
  readonly member: string;
  /** The offset of the member in bytes from the start of the packet. */
  readonly offset: number;

  constructor(packet: string, member: string, offset: number, problem: string) {
    super(`${packet}.${member} ${problem} (offset ${offset})`);
    this.name = "PacketError";
    this.packet = packet;
    this.member = member;
    this.offset = offset;
  }
}

/** The packet that is being read or written. */
let packetName = "header";

/** The bytes that are being read. */
let source: Uint8Array = /* @__PURE__ */ new Uint8Array(0);

/** The offset of the next member. */
let next = 0;

const scratch = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

function malformed(member: string, offset: number, problem: string): PacketError {
  return new PacketError(packetName, member, offset, problem);
}

/** Begins to read a whole packet, and returns its id. */
function openPacket(bytes: Uint8Array): number {
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

function expectPacket(bytes: Uint8Array, id: number): void {
  const received = openPacket(bytes);
  if (received !== id) {
    throw malformed("id", 2, `is ${received}, not ${id}`);
  }
}

function unknownId(): PacketError {
  return malformed("id", 2, `is ${uint16(2)}, which no packet has that can be received`);
}

/** Whether no bytes are left, as in a packet of an older peer. */
function isAtEnd(): boolean {
  return next === source.length;
}

/** Passes over a member, and returns its offset. */
function take(size: number, member: string): number {
  const at = next;
  if (source.length - at < size) {
    throw tooFew(member, at, size);
  }
  next = at + size;
  return at;
}

/** Passes over several members, each of them given as "name:size", and returns the offset of the first. */
function takeAll(size: number, members: string, prefix = ""): number {
  const at = next;
  if (source.length - at < size) {
    throw firstMissing(members, prefix);
  }
  next = at + size;
  return at;
}

function tooFew(member: string, at: number, size: number): PacketError {
  return malformed(member, at, `needs ${size} bytes, but ${source.length - at} are left`);
}

function firstMissing(members: string, prefix: string): PacketError {
  let at = next;
  for (const member of members.split(" ")) {
    const [name = "", digits] = member.split(":");
    const size = Number(digits);
    if (source.length - at < size) {
      return tooFew(prefix + name, at, size);
    }
    at += size;
  }
  return malformed(members, at, "is missing");
}

/** Reads a length or a count, and checks that so many elements can follow. */
function readCount(elementSize: number, member: string, most: number): number {
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

function tooLong(member: string, at: number, length: number, most: number): PacketError {
  return malformed(member, at, `has the length ${length}, more than ${most}`);
}

/** Passes over bytes that are known to be there, and returns the offset of the first. */
function pass(size: number): number {
  const at = next;
  next = at + size;
  return at;
}

function bool(at: number): boolean {
  return source[at] !== 0;
}

function uint8(at: number): number {
  return source[at]!;
}

function int8(at: number): number {
  return (source[at]! << 24) >> 24;
}

function uint16(at: number): number {
  return source[at]! | (source[at + 1]! << 8);
}

function int16(at: number): number {
  return (uint16(at) << 16) >> 16;
}

function int32(at: number): number {
  return source[at]! | (source[at + 1]! << 8) | (source[at + 2]! << 16) | (source[at + 3]! << 24);
}

function uint32(at: number): number {
  return int32(at) >>> 0;
}

function float32(at: number): number {
  scratch.setInt32(0, int32(at), true);
  return scratch.getFloat32(0, true);
}

function float64(at: number): number {
  scratch.setInt32(0, int32(at), true);
  scratch.setInt32(4, int32(at + 4), true);
  return scratch.getFloat64(0, true);
}

function int64(at: number): bigint {
  scratch.setInt32(0, int32(at), true);
  scratch.setInt32(4, int32(at + 4), true);
  return scratch.getBigInt64(0, true);
}

function uint64(at: number): bigint {
  scratch.setInt32(0, int32(at), true);
  scratch.setInt32(4, int32(at + 4), true);
  return scratch.getBigUint64(0, true);
}

function safeInt64(at: number, member: string): number {
  return readSafe(int32(at + 4) * 0x100000000 + uint32(at), at, member);
}

function safeUint64(at: number, member: string): number {
  return readSafe(uint32(at + 4) * 0x100000000 + uint32(at), at, member);
}

function readSafe(value: number, at: number, member: string): number {
  if (!Number.isSafeInteger(value)) {
    throw malformed(member, at, "is beyond the integers that a number holds exactly");
  }
  return value;
}

/** Checks a number of this size that was read last. */
function within<T extends number | bigint>(value: T, min: T, max: T, size: number, member: string): T {
  if (!(value >= min && value <= max)) {
    throw malformed(member, next - size, `is ${value}, not ${min} to ${max}`);
  }
  return value;
}

function unknownValue(value: number | bigint, at: number, member: string): PacketError {
  return malformed(member, at, `has the unknown value ${value}`);
}

/** Longer texts are quicker to decode with a TextDecoder. */
const SHORT_TEXT = 96;

const utf16Decoder = /* @__PURE__ */ new TextDecoder("utf-16le", { ignoreBOM: true });

function readUtf16(member: string, most: number): string {
  const first = next;
  const size = readCount(1, member, 65535);
  const at = pass(size);
  const end = at + (size & ~1);
  let text = size <= 2 * SHORT_TEXT ? shortUtf16(at, end) : utf16Decoder.decode(source.subarray(at, end));
  if (size % 2 !== 0) {
    text += "\ufffd";
  }
  if (text.length > most) {
    throw tooLong(member, first, text.length, most);
  }
  return text;
}

/** Decodes texts without characters from U+D800 on by itself: surrogates, of which some may be lone, and rare ones. */
function shortUtf16(at: number, end: number): string {
  const bytes = source;
  let text = "";
  let i = at;
  for (; i + 16 <= end; i += 16) {
    const a = bytes[i]! | (bytes[i + 1]! << 8);
    const b = bytes[i + 2]! | (bytes[i + 3]! << 8);
    const c = bytes[i + 4]! | (bytes[i + 5]! << 8);
    const d = bytes[i + 6]! | (bytes[i + 7]! << 8);
    const e = bytes[i + 8]! | (bytes[i + 9]! << 8);
    const f = bytes[i + 10]! | (bytes[i + 11]! << 8);
    const g = bytes[i + 12]! | (bytes[i + 13]! << 8);
    const h = bytes[i + 14]! | (bytes[i + 15]! << 8);
    if (
      a >= 0xd800 ||
      b >= 0xd800 ||
      c >= 0xd800 ||
      d >= 0xd800 ||
      e >= 0xd800 ||
      f >= 0xd800 ||
      g >= 0xd800 ||
      h >= 0xd800
    ) {
      return utf16Decoder.decode(bytes.subarray(at, end));
    }
    text += String.fromCharCode(a, b, c, d, e, f, g, h);
  }
  for (; i < end; i += 2) {
    const unit = bytes[i]! | (bytes[i + 1]! << 8);
    if (unit >= 0xd800) {
      return utf16Decoder.decode(bytes.subarray(at, end));
    }
    text += String.fromCharCode(unit);
  }
  return text;
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

const utf8Decoder = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readUtf8(member: string, most: number): string {
  const first = next;
  const size = readCount(1, member, 65535);
  const at = pass(size);
  const text = size <= SHORT_TEXT ? shortUtf8(at, at + size) : longUtf8(at, at + size);
  if (text.length > most) {
    throw tooLong(member, first, text.length, most);
  }
  return text;
}

function longUtf8(at: number, end: number): string {
  try {
    return utf8Decoder.decode(source.subarray(at, end));
  } catch {
    return repairedUtf8(at, end);
  }
}

function shortUtf8(at: number, end: number): string {
  let text = "";
  let i = at;
  for (; i + 8 <= end; i += 8) {
    const a = uint8(i);
    const b = uint8(i + 1);
    const c = uint8(i + 2);
    const d = uint8(i + 3);
    const e = uint8(i + 4);
    const f = uint8(i + 5);
    const g = uint8(i + 6);
    const h = uint8(i + 7);
    if ((a | b | c | d | e | f | g | h) > 0x7f) {
      return repairedUtf8(at, end);
    }
    text += String.fromCharCode(a, b, c, d, e, f, g, h);
  }
  for (; i < end; i++) {
    const unit = uint8(i);
    if (unit > 0x7f) {
      return repairedUtf8(at, end);
    }
    text += String.fromCharCode(unit);
  }
  return text;
}

/** Decodes any bytes. What is no character becomes U+FFFD: the longest beginning of one, or a surrogate. */
function repairedUtf8(at: number, end: number): string {
  let text = "";
  let i = at;
  while (i < end) {
    const lead = uint8(i++);
    let point = lead;
    if (lead > 0x7f) {
      let more = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
      let least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
      let most = lead === 0xf4 ? 0x8f : 0xbf;
      point = more === 0 ? 0xfffd : lead & (0x3f >> more);
      for (; more > 0; more--) {
        const trail = i < end ? uint8(i) : 0;
        if (trail < least || trail > most) {
          point = 0xfffd;
          break;
        }
        point = (point << 6) | (trail & 0x3f);
        least = 0x80;
        most = 0xbf;
        i++;
      }
    }
    text += String.fromCodePoint(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return text;
}

/** Reads a copy of bytes, which stays as it is when the packet's memory is used again. */
function readBytes(member: string, most: number): Uint8Array<ArrayBuffer> {
  const first = next;
  const size = readCount(1, member, 65535);
  if (size > most) {
    throw tooLong(member, first, size, most);
  }
  const at = pass(size);
  return new Uint8Array(source.subarray(at, at + size));
}

/** The memory for written packets. A packet keeps its part of it for good; what is full makes room for a new one. */
let memory: Uint8Array<ArrayBuffer> = /* @__PURE__ */ new Uint8Array(0);

let view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(0));

/** The start of the packet that is being written, its end so far, and the end of the last packet. */
let start = 0;

let written = 0;

let used = 0;

function invalid(member: string, at: number, problem: string): PacketError {
  return new PacketError(packetName, member, at - start, problem);
}

/** Begins to write a packet. Its size follows when it is known. */
function beginPacket(id: number, name: string): void {
  packetName = name;
  start = used;
  written = used;
  const at = reserve(4, "header");
  view.setUint16(at + 2, id, true);
}

/** Ends a packet, and returns it. */
function endPacket(): Uint8Array<ArrayBuffer> {
  const size = written - start;
  view.setUint16(start, size, true);
  used = written;
  return new Uint8Array(memory.buffer, start, size);
}

/** Makes room for a member, and returns the place of its first byte. */
function reserve(size: number, member: string): number {
  if (written + size > memory.length) {
    grow(size, member);
  }
  const at = written;
  written = at + size;
  return at;
}

function grow(more: number, member: string): void {
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

function unknownPacket(packet: unknown): PacketError {
  const type = (packet as { readonly type?: unknown } | null | undefined)?.type;
  return new PacketError("header", "id", 2, `is unknown for the type '${String(type)}', which cannot be sent`);
}

function putBool(at: number, value: boolean, member: string): void {
  if (typeof value !== "boolean") {
    throw wrongType(member, at, value, "a boolean");
  }
  memory[at] = value ? 1 : 0;
}

function putUint8(at: number, value: number, member: string): void {
  if ((value & 0xff) !== value) {
    throw outOfRange(member, at, value, 0, 255);
  }
  memory[at] = value;
}

function putInt8(at: number, value: number, member: string): void {
  if ((value << 24) >> 24 !== value) {
    throw outOfRange(member, at, value, -128, 127);
  }
  memory[at] = value;
}

function putUint16(at: number, value: number, member: string): void {
  if ((value & 0xffff) !== value) {
    throw outOfRange(member, at, value, 0, 65535);
  }
  view.setUint16(at, value, true);
}

function putInt16(at: number, value: number, member: string): void {
  if ((value << 16) >> 16 !== value) {
    throw outOfRange(member, at, value, -32768, 32767);
  }
  view.setInt16(at, value, true);
}

function putUint32(at: number, value: number, member: string): void {
  if (value >>> 0 !== value) {
    throw outOfRange(member, at, value, 0, 4294967295);
  }
  view.setUint32(at, value, true);
}

function putInt32(at: number, value: number, member: string): void {
  if ((value | 0) !== value) {
    throw outOfRange(member, at, value, -2147483648, 2147483647);
  }
  view.setInt32(at, value, true);
}

/** The infinities and NaN are floats; other numbers that a float rounds to an infinity are not. */
function putFloat32(at: number, value: number, member: string): void {
  if (typeof value !== "number") {
    throw wrongType(member, at, value, "a number");
  }
  view.setFloat32(at, value, true);
  if (!(value < 3.4028235677973362e38 && value > -3.4028235677973362e38) && Number.isFinite(value)) {
    throw invalid(member, at, `is ${value}, which is no float`);
  }
}

function putFloat64(at: number, value: number, member: string): void {
  if (typeof value !== "number") {
    throw wrongType(member, at, value, "a number");
  }
  view.setFloat64(at, value, true);
}

function putInt64(at: number, value: bigint, member: string): void {
  if (typeof value !== "bigint") {
    throw wrongType(member, at, value, "a bigint");
  }
  if (BigInt.asIntN(64, value) !== value) {
    throw invalid(member, at, `is ${value}, which does not fit into 64 bits`);
  }
  view.setBigInt64(at, value, true);
}

function putUint64(at: number, value: bigint, member: string): void {
  if (typeof value !== "bigint") {
    throw wrongType(member, at, value, "a bigint");
  }
  if (BigInt.asUintN(64, value) !== value) {
    throw invalid(member, at, `is ${value}, which does not fit into 64 bits`);
  }
  view.setBigUint64(at, value, true);
}

function putSafeInt64(at: number, value: number, member: string): void {
  if (!Number.isSafeInteger(value)) {
    throw outOfRange(member, at, value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  }
  view.setInt32(at, value | 0, true);
  view.setInt32(at + 4, Math.floor(value / 0x100000000), true);
}

function putSafeUint64(at: number, value: number, member: string): void {
  if (!(value >= 0)) {
    throw outOfRange(member, at, value, 0, Number.MAX_SAFE_INTEGER);
  }
  putSafeInt64(at, value, member);
}

function wrongType(member: string, at: number, value: unknown, type: string): PacketError {
  return invalid(member, at, `is ${value === null ? "null" : typeof value}, not ${type}`);
}

function outOfRange(member: string, at: number, value: unknown, min: number | bigint, max: number | bigint): PacketError {
  return invalid(member, at, `is ${String(value)}, not a whole number from ${min} to ${max}`);
}

/** Checks a number of this size for which room was made last. */
function checked<T extends number | bigint>(value: T, min: T, max: T, size: number, member: string): T {
  if (!(value >= min && value <= max)) {
    throw invalid(member, written - size, `is ${String(value)}, not ${min} to ${max}`);
  }
  return value;
}

function noValue(value: unknown, at: number, member: string): PacketError {
  return invalid(member, at, `has the unknown value ${String(value)}`);
}

function checkObject(value: unknown, member: string): void {
  if (typeof value !== "object" || value === null) {
    throw wrongType(member, written, value, "an object");
  }
}

function writeCount(count: number, member: string, most: number): void {
  if (!(count >= 0 && count <= most) || count !== Math.floor(count)) {
    throw invalid(member, written, `has the length ${count}, not 0 to ${most}`);
  }
  const at = reserve(2, member); // first, because it may replace the memory
  view.setUint16(at, count, true);
}

function writeLength(list: readonly unknown[], member: string, most: number): number {
  if (!Array.isArray(list)) {
    throw wrongType(member, written, list, "an array");
  }
  writeCount(list.length, member, most);
  return list.length;
}

function writeUtf16(text: string, member: string, most: number): void {
  if (typeof text !== "string") {
    throw wrongType(member, written, text, "a string");
  }
  const length = text.length;
  if (length > most) {
    throw invalid(member, written, `has the length ${length}, more than ${most}`);
  }
  let at = reserve(2 + 2 * length, member);
  const bytes = memory;
  bytes[at] = 2 * length;
  bytes[at + 1] = (2 * length) >> 8;
  for (let i = 0; i < length; i++) {
    let unit = text.charCodeAt(i);
    if (isSurrogate(unit) && !isPaired(text, i)) {
      unit = 0xfffd;
    }
    at += 2;
    bytes[at] = unit;
    bytes[at + 1] = unit >> 8;
  }
}

/** Whether a surrogate is half of a pair. */
function isPaired(text: string, i: number): boolean {
  const isHigh = text.charCodeAt(i) < 0xdc00;
  const other = text.charCodeAt(isHigh ? i + 1 : i - 1);
  return (other & 0xfc00) === (isHigh ? 0xdc00 : 0xd800);
}

function writeUtf8(text: string, member: string, most: number): void {
  if (typeof text !== "string") {
    throw wrongType(member, written, text, "a string");
  }
  if (text.length > most) {
    throw invalid(member, written, `has the length ${text.length}, more than ${most}`);
  }
  const size = sizeOfUtf8(text);
  if (size > 65535) {
    throw invalid(member, written, `has ${size} bytes in UTF-8, more than 65535`);
  }
  const at = reserve(2 + size, member);
  const bytes = memory;
  bytes[at] = size;
  bytes[at + 1] = size >> 8;
  if (size === text.length) {
    for (let i = 0; i < size; i++) {
      bytes[at + 2 + i] = text.charCodeAt(i);
    }
  } else {
    utf8Encoder.encodeInto(text, bytes.subarray(at + 2, at + 2 + size));
  }
}

const utf8Encoder = /* @__PURE__ */ new TextEncoder();

function sizeOfUtf8(text: string): number {
  let size = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) {
      size += unit > 0x7ff ? 2 : 1;
      if (isSurrogate(unit) && isPaired(text, i)) {
        size -= 1; // a pair has four bytes, two for each half
      }
    }
  }
  return size;
}

function writeBytes(bytes: Uint8Array, member: string, most: number): void {
  if (!(bytes instanceof Uint8Array)) {
    throw wrongType(member, written, bytes, "a Uint8Array");
  }
  writeCount(bytes.length, member, most);
  const at = reserve(bytes.length, member);
  memory.set(bytes, at);
}

function writePresence(value: unknown, member: string): void {
  const at = reserve(1, member);
  memory[at] = value === undefined ? 0 : 1;
}
