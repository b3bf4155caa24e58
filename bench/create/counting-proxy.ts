import type { AddressInfo } from "node:net";
import { connect, createServer, type Server } from "node:net";

/** What went over the wire to PostgreSQL since the last reset. */
export interface Counted {
  /** Each Sync or simple query is one: the client waits for its answer. */
  roundTrips: number;
  /** How often each statement was run, by its text. */
  statements: Map<string, number>;
}

export interface CountingProxy {
  port: number;
  counted: Counted;
  reset: () => void;
  stop: () => Promise<void>;
}

/** A listener on loopback that passes everything on to the server's socket, and reads along what the clients say. */
export async function startCountingProxy(socketPath: string): Promise<CountingProxy> {
  const proxy = { counted: nothing() };
  const server = createServer((client) => {
    const upstream = connect(socketPath);
    const readAlong = reader(
      (text) => {
        proxy.counted.statements.set(text, (proxy.counted.statements.get(text) ?? 0) + 1);
      },
      () => proxy.counted.roundTrips++,
    );
    client.on("data", readAlong);
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get counted() {
      return proxy.counted;
    },
    reset: () => {
      proxy.counted = nothing();
    },
    stop: () => close(server),
  };
}

function nothing(): Counted {
  return { roundTrips: 0, statements: new Map() };
}

// Messages are a type, a length that counts itself, and a body; only the first, the start-up, has no type.
function reader(onStatement: (text: string) => void, onRoundTrip: () => void): (part: Buffer) => void {
  const prepared = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let started = false;
  return (part) => {
    rest = Buffer.concat([rest, part]);
    for (;;) {
      const typeBytes = started ? 1 : 0;
      if (rest.length < typeBytes + 4) return;
      const end = typeBytes + rest.readUInt32BE(typeBytes);
      if (rest.length < end) return;
      const type = started ? String.fromCharCode(rest[0] ?? 0) : "start-up";
      const words = rest
        .subarray(typeBytes + 4, end)
        .toString("latin1")
        .split("\0");
      const [first = "", second = ""] = words;
      if (type === "P") prepared.set(first, second);
      // Bind names the portal first and the statement second; every bound statement is then run once.
      if (type === "B") onStatement(prepared.get(second) ?? second);
      if (type === "Q") onStatement(first);
      if (type === "Q" || type === "S") onRoundTrip();
      started = true;
      rest = rest.subarray(end);
    }
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
