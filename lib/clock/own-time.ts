import { query } from "@/lib/db/sql";
import { MERCHANTS_OF } from "@/lib/generated/sql/clock/merchants-of";
import { readAnyId } from "@/lib/ids";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { currentTime, merchantsAhead } from "./clock";

/** A moment, and whose: the part of a context that tells the time. */
export type Moment = Pick<Ctx, "now" | "ownTime">;

/** The time a merchant lives in: that of its own test clock where it is ahead of the deployment's. Null is the deployment's. */
export async function ownMomentOf(merchantId: string | null): Promise<Moment> {
  return inTimeOf({ now: await currentTime() }, merchantId);
}

/** The same in a merchant's time. Where nobody has a test clock of their own, that very context. */
export function inTimeOf<Context extends Moment>(ctx: Context, merchantId: string | null): Context {
  const aheadMs = (merchantId !== null && merchantsAhead().get(merchantId)) || 0;
  if (aheadMs === 0 && !ctx.ownTime) return ctx;
  const now = new Date(deploymentTime(ctx).getTime() + aheadMs);
  return { ...ctx, now, ownTime: aheadMs > 0 && merchantId ? { merchantId, aheadMs } : undefined };
}

interface NamedOptions {
  /** Whether the call changes something; so it is taken to unless said. */
  changes?: boolean;
  otherwise?: () => Promise<string | null>;
}

/** How many ids of what a call names are looked at. */
const NAMED_MAX = 2_000;

/**
 * A context in the time of whose things a call names, anywhere in its path, query or body: of the merchant that it names
 * itself, whoever's the other things are. `otherwise` says whose it is when it names nobody's: whose it was, unless said. What is about several merchants is in the deployment's time; what
 * changes something of them is refused with `conflict` where one of them has a time of its own.
 */
export async function inTimeOfNamed<Context extends Moment>(
  ctx: Context,
  named: unknown,
  { changes = true, otherwise = async () => ctx.ownTime?.merchantId ?? null }: NamedOptions = {},
): Promise<Context> {
  const ahead = merchantsAhead();
  if (ahead.size === 0) return ctx;
  const ids = idsIn(named);
  const rows = ids.length > 0 ? await query(MERCHANTS_OF, { ids }) : [];
  const [first, ...others] = meantOf(
    rows.map(({ merchantId }) => merchantId),
    ids,
  );
  if (changes && others.length > 0 && [first, ...others].some((id) => id !== undefined && ahead.has(id)))
    throw new Refused({
      code: "conflict",
      message:
        "This is about several merchants, and one of them has a test clock of its own: ask for each apart.",
    });
  return inTimeOf(ctx, others.length > 0 ? null : (first ?? (await otherwise())));
}

/** Of the merchants whose things are named, the one that is named itself: the call is for that one, or is refused by its verb. */
function meantOf(merchants: string[], ids: readonly string[]): string[] {
  const themselves = merchants.filter((id) => ids.includes(id));
  return themselves.length === 1 ? themselves : merchants;
}

function idsIn(named: unknown): string[] {
  const found = new Set<string>();
  const waiting = [named];
  while (waiting.length > 0 && found.size < NAMED_MAX) {
    const next = waiting.pop();
    if (typeof next === "string") {
      const id = readAnyId(next);
      if (id) found.add(id);
    } else if (typeof next === "object" && next !== null) waiting.push(...Object.values(next));
  }
  return [...found];
}

/** The latest time that anybody lives in. */
export function latestTime(ctx: Moment): Date {
  return new Date(deploymentTime(ctx).getTime() + Math.max(0, ...merchantsAhead().values()));
}

/** What a job that does what is due is given: whom to do it for, everybody unless said. */
export interface DueCall {
  ctx: Ctx;
  merchantId?: string;
}

/** Whose things a round of a job is about: of one merchant, or of all but some; of all when neither is given. */
export interface Whose {
  merchantId?: string;
  except?: string[];
}

/**
 * Does what is due in the time of each merchant that has one of its own, and then in the deployment's for all others; or of
 * one merchant alone. Where nobody has a test clock that is one round, about everybody. Resolves to the sum of the rounds.
 */
export async function onEveryClock(
  { ctx, merchantId: only }: DueCall,
  work: (ctx: Ctx, whose: Whose) => Promise<number>,
): Promise<number> {
  if (only !== undefined) return work(inTimeOf(ctx, only), { merchantId: only });
  const ahead = [...merchantsAhead().keys()];
  if (ahead.length === 0) return work(inTimeOf(ctx, null), {});
  let done = 0;
  for (const merchantId of ahead) done += await work(inTimeOf(ctx, merchantId), { merchantId });
  return done + (await work(inTimeOf(ctx, null), { except: ahead }));
}
