import { type Queryable, query } from "@/lib/db/sql";
import { LIST, type ListRow } from "@/lib/generated/sql/connectors/connections/list";
import { ROUTES, type RoutesRow } from "@/lib/generated/sql/connectors/connections/routes";
import { Refused } from "@/lib/verb/problem";
import { providerNamed } from "./all-providers";
import { BUILT_IN_CONNECTION_ID } from "./built-in";
import type { Connector } from "./connector";
import { openCredentials } from "./credentials";
import { withHold } from "./held";
import { withHealth } from "./with-health";

/** How long a process goes by what it last read of the connections. One that was made or ended elsewhere is known after it. */
export const CONNECTIONS_STALE_MAX_MS = 2_000;

/** A way to a provider, as it is stored. */
export type StoredConnection = ListRow;

export type StoredRoute = RoutesRow;

interface Known {
  connections: ReadonlyMap<string, StoredConnection>;
  routes: readonly StoredRoute[];
  readAtMs: number;
}

// The listener and the framework's bundle each hold a copy of this module: both go by the same.
const holder = globalThis as typeof globalThis & {
  counterfoilConnections?: Known;
  counterfoilConnectors?: Map<string, Connector>;
};

/** What an attempt or a saved method says of where it was sent. Null is the built-in one, as before there were connections. */
export interface SentThrough {
  connectionId: string | null;
}

/** The connection something was sent through, by its id. */
export function connectionIdOf({ connectionId }: SentThrough): string {
  return connectionId ?? BUILT_IN_CONNECTION_ID;
}

/**
 * Who is asked about something that was sent through a connection: never anybody else. Refuses with `conflict` where the
 * connection has been disconnected, because its credentials are gone.
 */
export async function connectorOf(sent: SentThrough, on?: Queryable): Promise<Connector> {
  const stored = await connectionById(connectionIdOf(sent), on);
  if (stored.disconnectedAt) throw new Refused({ code: "conflict", message: goneWords(stored, "do this") });
  return connectorFor(stored);
}

/**
 * Why nobody can be asked to do something through a connection any more, and where it is done instead; null while somebody
 * can. Connected again, the same account is another connection.
 */
export async function goneReason(sent: SentThrough, done: string, on?: Queryable): Promise<string | null> {
  const stored = await connectionById(connectionIdOf(sent), on);
  return stored.disconnectedAt ? goneWords(stored, done) : null;
}

/** One connection, in use or not. Throws for an id that none has. */
export async function connectionById(id: string, on?: Queryable): Promise<StoredConnection> {
  const found = (await known(on)).connections.get(id) ?? (await readAgain(on)).connections.get(id);
  if (!found) throw new Error(`There is no connection ${id}.`);
  return found;
}

/** Every connection and route there is, at most two seconds old. */
export async function allConnections(on?: Queryable): Promise<Omit<Known, "readAtMs">> {
  return known(on);
}

/**
 * The same as it is committed when it is asked, for a transaction that decides by it where money goes: what another process
 * changed a moment ago holds. One statement, unless a connection is not the one that was last read.
 */
export async function committedConnections(on: Queryable): Promise<Omit<Known, "readAtMs">> {
  const { connections, readAtMs } = await known(on);
  const routes = await query(ROUTES, {}, on);
  const isAsRead = routes.every(
    ({ connectionId, connectionVersion }) => connections.get(connectionId)?.version === connectionVersion,
  );
  return isAsRead ? keep({ connections, routes, readAtMs }) : readAgain(on);
}

/**
 * Whether this deployment moves real money, or has: what was taken stays real when its connection ends. "Test mode", the
 * test clock and the sample data exist only where it never could.
 */
export async function hasLiveConnection(): Promise<boolean> {
  return [...(await known()).connections.values()].some(({ live }) => live);
}

/** Called by whoever has changed a connection or a route, once that is committed. */
export function forgetConnections(): void {
  delete holder.counterfoilConnections;
}

/** The connector of a connection that is in use. Made once for each version of its credentials. */
export function connectorFor(stored: StoredConnection): Connector {
  holder.counterfoilConnectors ??= new Map();
  const key = `${stored.id}/${stored.version}`;
  const there = holder.counterfoilConnectors.get(key);
  if (there) return there;
  const connector = providerNamed(stored.provider).connect(openCredentials(stored));
  const made = withHold(stored.id === BUILT_IN_CONNECTION_ID ? connector : withHealth(connector, stored.id));
  holder.counterfoilConnectors.set(key, made);
  return made;
}

async function known(on?: Queryable): Promise<Known> {
  const there = holder.counterfoilConnections;
  return there && performance.now() - there.readAtMs < CONNECTIONS_STALE_MAX_MS ? there : readAgain(on);
}

async function readAgain(on?: Queryable): Promise<Known> {
  const readAtMs = performance.now();
  const connections = await query(LIST, {}, on);
  const routes = await query(ROUTES, {}, on);
  return keep({ connections: new Map(connections.map((each) => [each.id, each])), routes, readAtMs });
}

/** What was read before what is there does not replace it, however long it took. */
function keep(read: Known): Known {
  const there = holder.counterfoilConnections;
  if (!there || there.readAtMs <= read.readAtMs) holder.counterfoilConnections = read;
  return read;
}

function goneWords({ name, provider }: StoredConnection, done: string): string {
  return `The connection "${name}" has been disconnected: ${done} at ${providerNamed(provider).label} itself.`;
}
