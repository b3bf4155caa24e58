import { cookies } from "next/headers";
import { currentReader } from "@/components/ui/current-reader";
import type { Reader } from "@/components/ui/reader";
import { type Operator, readOperator } from "@/lib/auth/session";
import { readOperatorAgain } from "@/lib/auth/still-signed-in";
import { currentTime } from "@/lib/clock/clock";
import { inTimeOfNamed } from "@/lib/clock/own-time";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { may, type Permission } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";

export interface ConsoleReader {
  personId: string;
  reader: Reader;
  ctx: Ctx;
  /** The same person later: null when their session has ended or they may not read this any more. */
  again: () => Promise<Ctx | null>;
}

/**
 * Runs a route for whoever is signed in and has the permission, if it asks for one, in the time of whose things are named; answers everybody
 * else with a refusal.
 */
export async function withConsoleReader(
  permission: Permission | null,
  named: readonly string[],
  work: (reader: ConsoleReader) => Promise<Response>,
): Promise<Response> {
  const allowed = (actor: Operator) => permission === null || may(actor, permission);
  // Kept, because the request's own scope ends before the stream does.
  const headers = new Headers({ cookie: (await cookies()).toString() });
  const operator = await readOperator(headers);
  if (!operator) return new Response(null, { status: 401 });
  if (!allowed(operator)) return new Response(null, { status: 403 });
  const again = async () => {
    const actor = await readOperatorAgain(headers, operator);
    return actor && allowed(actor) ? ctxOf(actor, named) : null;
  };
  const ctx = await ctxOf(operator, named);
  try {
    return await work({ personId: operator.id, reader: await currentReader(), ctx, again });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") return new Response(null, { status: 404 });
    throw err;
  }
}

async function ctxOf(actor: Operator, named: readonly string[]): Promise<Ctx> {
  const ctx = { actor, requestId: newId(), now: await currentTime() };
  return inTimeOfNamed(ctx, named, { changes: false });
}
