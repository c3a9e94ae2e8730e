-- What follows is the same for every protocol.

local MAX_ITEMS = 10000 -- of one packet in the tree, as a list may have 65,535 elements
local MAX_DEPTH = 100 -- of the tree; Wireshark gives up at 500

-- The type of each kind of value in Wireshark; and for numbers their size, the method that reads them, and their format.
local KINDS = {
  bool = {ftypes.BOOLEAN, 1, "le_uint", "%s"}, byte = {ftypes.UINT8, 1, "le_uint", "%s"},
  sbyte = {ftypes.INT8, 1, "le_int", "%s"}, short = {ftypes.INT16, 2, "le_int", "%s"},
  ushort = {ftypes.UINT16, 2, "le_uint", "%s"}, int = {ftypes.INT32, 4, "le_int", "%s"},
  uint = {ftypes.UINT32, 4, "le_uint", "%s"}, long = {ftypes.INT64, 8, "le_int64", "%s"},
  ulong = {ftypes.UINT64, 8, "le_uint64", "%s"}, float = {ftypes.FLOAT, 4, "le_float", "%.7g"},
  double = {ftypes.DOUBLE, 8, "le_float", "%.15g"}, bytes = {ftypes.UINT_BYTES}, struct = {ftypes.NONE},
  ["utf-8"] = {ftypes.STRING}, ["utf-16"] = {ftypes.STRING},
}

-- Filters are ASCII: every other byte of a name becomes a hyphen and two digits.
local function filter(name)
  return (name:gsub("[^A-Za-z0-9_.-]", function(byte) return ("-%02x"):format(byte:byte()) end))
end

-- Words of the language of filters.
local RESERVED = {["and"] = 1, ["or"] = 1, ["not"] = 1, ["in"] = 1, contains = 1, matches = 1, any = 1, all = 1,
  eq = 1, ne = 1, gt = 1, ge = 1, lt = 1, le = 1}

-- They begin with the last part of the namespace, unless Wireshark has a protocol of that name or allows none.
local short = namespace:match("[^.]+$")
local prefix = filter(short):lower()
local is_free, proto = pcall(Proto, not RESERVED[prefix] and prefix:match("^[^-].+") or "", namespace)
if not is_free then
  prefix = "pdl." .. filter(namespace):lower()
  is_free, proto = pcall(Proto, prefix, namespace)
end
if not is_free then -- Wireshark has a protocol of that description, or has loaded this one already
  proto = Proto(prefix, namespace .. " (Packetwright)")
end

local fields, ids = {}, {}
local function field(path, name, type, doc, values, display)
  table.insert(fields, ProtoField.new(name, prefix .. "." .. filter(path), type, values, display, nil, doc))
  return fields[#fields]
end

-- Makes the fields of a value. Hyphens keep those that the PDL has no name for apart from others.
local function declare(path, name, doc, value)
  local enum = enums[value.enum]
  local type, size = table.unpack(KINDS[enum and enum.kind or value.kind] or {})
  value.name = name
  if value.kind == "list" then
    value.field = field(path .. "-count", name, ftypes.UINT16, doc, {" element", " elements"}, base.UNIT_STRING)
    if value.element then declare(path, name, doc, value.element) end
  else
    value.field = field(path, name, type, doc, enum and size < 8 and enum.names or nil)
    value.bytes = type == ftypes.STRING and field(path .. "-bytes", name .. " as bytes", ftypes.BYTES, doc)
  end
end

for path, members in pairs(bodies) do
  for _, member in ipairs(members) do declare(path .. "." .. member.name, member.name, member.doc, member) end
end
for id, packet in pairs(packets) do
  packet.field, ids[id] = field(packet.name, packet.name, ftypes.NONE, packet.doc), packet.name
end
local size_field = field("packet-size", "size", ftypes.UINT16, nil, {" byte", " bytes"}, base.UNIT_STRING)
local id_field = field("packet-id", "id", ftypes.UINT16, nil, ids)
local direction_field = field("packet-direction", "direction", ftypes.STRING)
local surplus_field = field("packet-surplus", "surplus", ftypes.BYTES, "Bytes after the last known member")
proto.fields = fields

local malformed = ProtoExpert.new(
  prefix .. ".packet-malformed", "Malformed packet", expert.group.MALFORMED, expert.severity.ERROR)
proto.experts = {malformed}

-- The packet being read, the place of its next byte, the members and indexes that lead there, and the number of items.
local packet, at, way, items

-- Ends the reading of the packet. The texts are those of "packetwright decode".
local function refuse(place, problem, ...) error({place = place, text = problem:format(...)}, 0) end

local function left() return packet:len() - at end

local function take(size)
  if left() < size then refuse(at, "needs %d bytes, but %d are left", size, left()) end
  at = at + size
  return packet(at - size, size)
end

local function number(kind)
  local _, size, method = table.unpack(KINDS[kind])
  local range = take(size)
  return range, range[method](range)
end

-- Stands for an item that is not shown.
local nothing = setmetatable({}, {__index = function(self) return function() return self end end})

local function add(tree, ...)
  items = items + 1
  return items <= MAX_ITEMS and tree:add_le(...) or nothing
end

-- Where the items of a list or a struct are shown: below its own, or else beside it.
local function inside(tree, item) return #way < MAX_DEPTH and item or tree end

local function counted(count, unit) return count .. " " .. unit .. (count == 1 and "" or "s") end

local function check_length(place, type, length, unit)
  if length > (type.maxLength or length) then
    refuse(place, "has %s; the most is %d", counted(length, unit), type.maxLength)
  end
end

-- The length of UTF-8 in UTF-16 units. Bytes that are no UTF-8 are read as U+FFFD, one unit.
local function units(text)
  local last = "[\128-\191]?([\128-\191]?)" -- becomes a second unit if it is there
  text = text:gsub("\240[\144-\191]" .. last, "?%1"):gsub("[\241-\243][\128-\191]" .. last, "?%1")
  text = text:gsub("\244[\128-\143]" .. last, "?%1"):gsub("\224[\160-\191][\128-\191]?", "?")
  text = text:gsub("[\225-\239][\128-\191][\128-\191]?", "?"):gsub("[\194-\223][\128-\191]", "?")
  return #text
end

-- A function for each kind of value. It adds an item and returns it.
local read = {}

local function read_any(tree, type) return (read[type.kind] or read.number)(tree, type) end

function read.number(tree, type)
  local place, format = at, KINDS[type.kind][4]
  local range, value = number(type.kind)
  local item = add(tree, type.field, range)
  if type.min and not (value >= type.min and value <= type.max) then
    refuse(place, "is " .. format .. ", not " .. format .. " to " .. format, value, type.min, type.max)
  end
  return item
end

read["enum"] = function(tree, type)
  local place, enum = at, enums[type.enum]
  local range, value = number(enum.kind)
  local item = add(tree, type.field, range)
  local name = enum.names[value] or enum.names[tostring(value)]
  if not (name or enum.unknown) then refuse(place, "has the unknown value %s", value) end
  if not name then item:append_text(", read as " .. enum.unknown) end
  if name and range:len() == 8 then item:append_text(", " .. name) end
  return item
end

-- Reads a length and takes that many bytes.
local function take_counted(what)
  local place = at
  local _, length = number("ushort")
  if length > left() then refuse(place, "%s of %d bytes, but %d are left", what, length, left()) end
  return take(length)
end

function read.bytes(tree, type)
  local place, bytes = at, take_counted("bytes")
  local item = add(tree, type.field, packet(place, 2))
  if bytes:len() == 0 then item:set_text(type.name .. ":") end -- not Wireshark's "<MISSING>"
  item:append_text(" (" .. counted(bytes:len(), "byte") .. ")")
  check_length(place, type, bytes:len(), "byte")
  return item
end

-- What Wireshark cannot show as it is, it shows as bytes, too.
local function read_text(tree, type)
  local place, bytes = at, take_counted("a string")
  local wide = type.kind == "utf-16"
  local text = wide and bytes:le_ustring() or bytes:string(ENC_UTF_8)
  if not wide and text ~= bytes:raw() then -- Wireshark cuts it at the length that it had before U+FFFD replaced parts
    text = text:gsub("[\192-\255][\128-\191]*$", "") .. "\239\191\189"
  end
  local item = add(tree, type.field, packet(place, at - place), text)
  item:append_text(" (" .. counted(bytes:len(), "byte") .. ")")
  local marked = bytes:raw():gsub(wide and ".." or ".", "%0|") -- a bar behind each unit
  if text:find("\239\191\189", 1, true) or marked:find(wide and "\0\0|" or "\0|", 1, true) then
    add(item, type.bytes, bytes)
  end
  check_length(place, type, wide and math.ceil(bytes:len() / 2) or units(bytes:raw()), "UTF-16 unit")
  return item
end
read["utf-8"], read["utf-16"] = read_text, read_text

function read.list(tree, type)
  local place = at
  local range, count = number("ushort")
  local item = add(tree, type.field, range)
  if type.element and count * type.least > left() then
    refuse(place, "a list of %d elements of %d bytes or more, but %d are left", count, type.least, left())
  end
  check_length(place, type, count, "element")
  for i = 0, type.element and count - 1 or -1 do
    table.insert(way, "[" .. i .. "]")
    read_any(inside(tree, item), type.element):prepend_text("[" .. i .. "] ")
    table.remove(way)
  end
  item:set_len(at - place)
  return item
end

local function read_body(tree, members)
  for _, member in ipairs(members) do
    local place = at
    table.insert(way, "." .. member.name)
    if member.since and left() == 0 then
      add(tree, packet(at, 0), ("%s: missing, added in version %d"):format(member.name, member.since))
    elseif member.optional and take(1):uint() == 0 then
      add(tree, packet(place, 1), member.name .. ": absent")
    else
      local item = read_any(tree, member)
      if member.optional then item:append_text(" (optional)") end
      if member.since then item:append_text((" (since version %d)"):format(member.since)) end
    end
    table.remove(way)
  end
end

function read.struct(tree, type)
  local place, item = at, add(tree, type.field, packet(at, 0))
  read_body(inside(tree, item), bodies[type.body])
  item:set_len(at - place)
  return item
end

local function read_packet(tree)
  local range, size = number("ushort")
  add(tree, size_field, range)
  if size < 4 then refuse(0, "says %d bytes; a packet has at least 4", size) end
  way = {"header", ".id"}
  local range, id = number("ushort")
  add(tree, id_field, range)
  local type = packets[id]
  if not type then refuse(2, "is %d, and no packet has that id", id) end
  way = {type.name}
  add(tree, type.field, packet(0)):set_hidden()
  read_body(tree, bodies[type.name])
  if left() > 0 then add(tree, surplus_field, packet(at)):append_text(" (" .. counted(left(), "byte") .. ")") end
end

-- Reads a packet into a tree. Returns what is wrong with it, or nothing.
local function examine(bytes, tree)
  packet, at, way, items = bytes, 0, {"header", ".size"}, 0
  local is_packet, problem = pcall(read_packet, tree)
  if items > MAX_ITEMS then
    tree:add(bytes(0, 0), "Not shown: " .. counted(items - MAX_ITEMS, "more line"))
  end
  if is_packet then return nil end
  if type(problem) ~= "table" then error(problem, 0) end
  local missing = bytes:reported_len() - bytes:len()
  local text = ("%s at byte %d: %s"):format(table.concat(way), problem.place, problem.text)
  text = missing > 0 and "the capture lacks " .. counted(missing, "byte") or text
  tree:add_tvb_expert_info(malformed, bytes(problem.place), text)
  return text
end

-- Where the id does not say it, the direction follows from the port that Wireshark knows the protocol by.
local function direction_of(type, pinfo)
  if type.direction and type.direction ~= "both" then return type.direction end
  local is_known = pinfo.match == pinfo.src_port or pinfo.match == pinfo.dst_port
  local server = is_known and pinfo.match or math.min(pinfo.src_port, pinfo.dst_port)
  return pinfo.dst_port == server and "client to server" or "server to client"
end

local function dissect(bytes, pinfo, tree)
  if bytes:len() == 0 then return bytes:reported_len() end -- the capture has nothing of this packet
  local type = bytes:len() >= 4 and packets[bytes(2, 2):le_uint()] or {}
  local name, direction = type.name or "unknown", direction_of(type, pinfo)
  local root = tree:add(proto, bytes(), ("%s, %s, %s"):format(namespace, name, direction))
  root:add(direction_field, bytes(0, 0), direction):set_generated()
  local problem = examine(bytes, root)
  local is_first = not pinfo.private[prefix] -- in this frame
  pinfo.private[prefix] = name
  pinfo.cols.info = (is_first and direction .. ": " or ", ") .. name .. (problem and " [malformed]" or "")
  pinfo.cols.info:fence()
  pinfo.cols.protocol = short:upper()
  return bytes:len()
end

-- Nobody knows where a packet ends whose size is wrong. The next one is taken to begin with the next segment.
local function size_of(bytes, _, place)
  if bytes:len() - place < 2 then return bytes:reported_length_remaining(place) end -- the capture lacks the rest
  local size = bytes(place, 2):le_uint()
  return size < 4 and bytes:reported_length_remaining(place) or size
end

function proto.dissector(bytes, _, tree)
  local is_cut = bytes:len() < bytes:reported_len()
  local is_done, problem = pcall(dissect_tcp_pdus, bytes, tree, 2, size_of, dissect)
  if not is_done and not is_cut then error(problem, 0) end -- where the capture is cut, Wireshark itself has an error
  return bytes:len()
end

-- A message of WebSocket holds whole packets. The sub-protocol that client and server agree on names the protocol.
DissectorTable.get("ws.protocol"):add("pw." .. fingerprint, proto)
local web_sockets, web_socket_ports = DissectorTable.get("ws.port"), ""

local tcp, ports = DissectorTable.get("tcp.port"), ""
tcp:add_for_decode_as(proto)
proto.prefs.ports = Pref.range("TCP ports", "", "Ports of servers, such as 7777,8000-8010", 65535)
proto.prefs.web_socket_ports = Pref.range(
  "WebSocket ports", "", "Ports of servers for WebSocket whose clients name no sub-protocol", 65535)
proto.prefs.heuristic = Pref.bool("Try other ports", false, "Take connections that begin with a valid packet")

function proto.prefs_changed()
  tcp:remove(ports, proto)
  ports = proto.prefs.ports
  tcp:add(ports, proto)
  web_sockets:remove(web_socket_ports, proto)
  web_socket_ports = proto.prefs.web_socket_ports
  web_sockets:add(web_socket_ports, proto)
end

proto:register_heuristic("tcp", function(bytes, pinfo, tree)
  if not proto.prefs.heuristic or bytes:len() < 4 then return false end
  local size = bytes(0, 2):le_uint()
  if size < 4 or size > bytes:len() or examine(bytes(0, size):tvb(), nothing) then return false end
  pinfo.conversation = proto
  proto.dissector(bytes, pinfo, tree)
  return true
end)
