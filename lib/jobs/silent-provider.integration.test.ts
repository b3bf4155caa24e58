import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Link, open, twoProviders } from "@/lib/checkout/hosted/testing";
import { applyEvents } from "@/lib/connections/events/apply-events";
import { pollEvents } from "@/lib/connections/events/poll-events";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { attemptsOf } from "@/lib/payments/attempt";
import { jobContext } from "@/lib/verb/context";
import { resolveAttempts } from "./resolve-attempts";

// A provider that does not answer holds up its own payments, and nobody else's.

const { first, second, ids, link, pageOf } = twoProviders();
const job = () => jobContext("test", new Date(), newId());

let answers = () => {};
beforeEach(() => {
  Object.assign(first, { refuses: false, lookups: 0, answersAfter: Promise.resolve() });
});

/** From now on the first provider answers nothing, until `answers`. */
function fallSilent(): void {
  first.answersAfter = new Promise((resolve) => {
    answers = resolve;
  });
}

/** A link whose page is at the first provider, or at the second where the first has none. */
async function openedAt(provider: typeof first, loses: "after" | null = null): Promise<Link> {
  const made = await link();
  first.refuses = provider === second;
  provider.loses = loses;
  await open(made);
  first.refuses = false;
  return made;
}

const lastStateOf = async ({ id }: Link) => (await attemptsOf(id)).at(-1)?.state;
const eventsOf = (connectionId: string) =>
  runUnprepared<{ state: string }>("SELECT state FROM provider_event WHERE connection_id = $1", [
    connectionId,
  ]);

describe("while one provider does not answer", () => {
  it("answers that another lost are looked up, and of its own it is asked for one at a time", async () => {
    const own = [await openedAt(first, "after"), await openedAt(first, "after")];
    const other = await openedAt(second, "after");
    await runUnprepared("UPDATE attempt SET asked_at = asked_at - interval '1 minute'", []);
    fallSilent();
    const run = resolveAttempts({ ctx: job() });
    await vi.waitFor(async () => expect(await lastStateOf(other)).toBe("requires_action"));
    expect(first.lookups).toBe(1);
    for (const each of own) expect(await lastStateOf(each)).toBe("unknown");
    answers();
    await run;
    for (const each of own) expect(await lastStateOf(each)).toBe("requires_action");
  });

  it("another is asked what has happened, and what it told is applied", async () => {
    const [own, other] = [await openedAt(first), await openedAt(second)];
    first.pay(await pageOf(own.id));
    second.pay(await pageOf(other.id));
    await pollEvents({ ctx: job() });
    const waiting = (connectionId: string) =>
      eventsOf(connectionId).then((all) => all.filter(({ state }) => state === "waiting").length);
    expect([await waiting(ids.first), await waiting(ids.second)]).toEqual([1, 1]);

    fallSilent();
    second.dispute(await pageOf(other.id), "open");
    await runUnprepared("UPDATE connection SET events_polled_at = NULL", []);
    const polls = pollEvents({ ctx: job() });
    await vi.waitFor(async () => expect(await waiting(ids.second)).toBe(2));
    const applies = applyEvents({ ctx: job() });
    await vi.waitFor(async () => expect(await waiting(ids.second)).toBe(0));
    expect(await waiting(ids.first)).toBe(1);
    answers();
    await Promise.all([polls, applies]);
    expect(await waiting(ids.first)).toBe(0);
  });
});
