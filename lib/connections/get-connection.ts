import { PROVIDERS } from "@/lib/connectors/all-providers";
import { openCredentials } from "@/lib/connectors/credentials";
import type { Provider } from "@/lib/connectors/provider";
import { queryOne } from "@/lib/db/sql";
import { FIND, type FindRow } from "@/lib/generated/sql/connections/get-connection/find";
import { publicUrl } from "@/lib/http/public-url";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type Connection, toConnection } from "./connection";
import { HINTED_CHARACTERS_MIN } from "./limits";
import { noSuchConnection } from "./lock";

export interface ConnectionDetail {
  connection: Connection;
  /** What each of its credentials ends in; null where that would tell too much, or they cannot be opened here. */
  credentials: { label: string; ending: string | null }[];
  /** Where the provider sends its messages. */
  messageAddress: string;
  /** When a message last came that its provider had signed. */
  lastMessageAt: Date | null;
  /** Attempts whose end is not known yet: their provider cannot be asked any more once it is disconnected. */
  openAttempts: number;
  routes: number;
}

/** One connection by its id in any spelling, also one that was disconnected. Never a secret of it. */
export async function getConnection({
  ctx,
  input,
  providers = PROVIDERS,
}: {
  ctx: Ctx;
  input: { id: string };
  providers?: readonly Provider[];
}): Promise<ConnectionDetail> {
  authorize(ctx, "providers:read");
  const id = readAnyId(input.id);
  const row = id === null ? null : await queryOne(FIND, { id });
  if (!row) throw noSuchConnection(id ?? "00000000-0000-0000-0000-000000000000");
  const { credentialsSealed, lastMessageAt, openAttempts, routes, ...connection } = row;
  return {
    connection: toConnection(connection),
    credentials: hintsOf(row, providers),
    messageAddress: `${publicUrl()}/api/providers/${row.id}/events`,
    lastMessageAt,
    openAttempts,
    routes,
  };
}

function hintsOf(row: FindRow, providers: readonly Provider[]): ConnectionDetail["credentials"] {
  const fields = providers.find(({ name }) => name === row.provider)?.credentials ?? [];
  if (!row.credentialsSealed) return [];
  const values = opened(row);
  return fields.map(({ name, label }) => ({ label, ending: endingOf(values?.[name] ?? "") }));
}

/** Null where they were sealed with a key that this process does not have: the page tells the rest all the same. */
function opened(row: FindRow): Readonly<Record<string, string>> | null {
  try {
    return openCredentials(row);
  } catch {
    return null;
  }
}

const endingOf = (value: string) => (value.length < HINTED_CHARACTERS_MIN ? null : value.slice(-4));
