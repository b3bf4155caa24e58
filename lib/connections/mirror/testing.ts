import { afterAll, afterEach, beforeAll, expect, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { keptEvent } from "@/lib/connectors/stripe/events";
import type { HttpFake } from "@/lib/connectors/testing/http-fake";
import type { Told } from "@/lib/connectors/testing/stripe-fake/books";
import { presentEvent } from "@/lib/connectors/testing/stripe-fake/present";
import { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { jobContext } from "@/lib/verb/context";
import { connectProvider } from "../connect-provider";
import { storeEvents } from "../events/store-events";
import { takeInEvents } from "../events/take-in-events";
import { readMirrors } from "./read-mirrors";
import { turnOnMirror } from "./turn-on-mirror";

export const admin = contextOf("admin");

const KEY = "sk_test_51Mirrored000000";
export const FROM = new Date(Date.now() - 30 * 86_400_000);

export interface MirroredRow {
  reference: string;
  type: string;
  status: string;
  currency: string;
  amount: bigint;
  collected: bigint;
  refunded: bigint;
  disputed: bigint;
  adjustments: bigint;
}

/** An account at a stand-in for Stripe, with what it tells as messages. */
export function mirroredAccount() {
  const account = accountAt({
    ...{ fake: new StripeFake(KEY), provider: "stripe", credentials: { secretKey: KEY } },
    base: "STRIPE_API_BASE",
  });
  return {
    ...account,
    /** As if the provider's message about these had come. */
    tell: async (events: readonly Told[]) => {
      const kept = events.map((event) => keptEvent(presentEvent(event) as never));
      await storeEvents(account.world.connectionId, kept, "message");
    },
  };
}

interface Account<Fake extends HttpFake> {
  fake: Fake;
  provider: string;
  credentials: Record<string, string>;
  /** The variable that points the provider's client to the fake. */
  base: string;
}

/** An account at a stand-in, connected for a merchant of its own, which ends with the test file. */
export function accountAt<Fake extends HttpFake>({ fake, provider, credentials, base }: Account<Fake>) {
  const world = { fake, connectionId: newId(), merchantId: "" };
  beforeAll(async () => {
    await world.fake.listen();
    vi.stubEnv(base, world.fake.origin);
    const look = { name: "Shop", logoColor: "#2f5d50", paymentLimit: 500_000n };
    const merchant = { ...look, defaultCurrency: "GBP" } as const;
    world.merchantId = (await createMerchant({ ctx: admin, input: { id: newId(), ...merchant } })).id;
    await connectProvider({
      ctx: admin,
      input: {
        ...{ id: world.connectionId, provider, name: "Shop's account", merchantId: null },
        credentials,
      },
    });
  });
  afterEach(async () => {
    expect(await findViolations()).toEqual([]);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await world.fake.close();
    // Other files of this process have connections of their own to read.
    await runUnprepared("UPDATE account_mirror SET paused_at = now() WHERE connection_id = $1", [
      world.connectionId,
    ]);
  });
  const job = () => jobContext("mirror-accounts", new Date(), newId());
  return {
    world,
    turnOn: (over: { from?: Date; merchantId?: string | null } = {}) =>
      turnOnMirror({
        ctx: admin,
        input: { id: world.connectionId, from: FROM, merchantId: world.merchantId, ...over },
      }),
    /** Some pages, as one run of the job reads them. */
    run: async () => {
      await runUnprepared("UPDATE account_mirror SET next_page_at = now() WHERE connection_id = $1", [
        world.connectionId,
      ]);
      await readMirrors({ ctx: job() });
    },
    /** Asks the provider what has happened, and applies all that was told. */
    apply: async () => {
      await runUnprepared("UPDATE connection SET events_polled_at = NULL WHERE id = $1", [
        world.connectionId,
      ]);
      await runUnprepared("UPDATE provider_event SET next_try_at = now() WHERE state = 'waiting'", []);
      await takeInEvents({ ctx: job() });
    },
    /** Reads until there is nothing more. */
    readAll: () => readAll(world.connectionId, job),
    mirrored: () =>
      runUnprepared<MirroredRow>(
        `SELECT p.reference, p.type, p.status, p.currency, p.amount_minor AS amount, p.collected_minor AS collected,
           p.refunded_minor AS refunded, p.disputed_minor AS disputed, p.version::bigint AS adjustments
         FROM payment p JOIN account_mirror a ON a.connector_id = p.connector_id
         WHERE a.connection_id = $1 ORDER BY p.reference`,
        [world.connectionId],
      ),
    links: () =>
      runUnprepared<{ reference: string; paymentId: string; ours: boolean; balance: object[] }>(
        `SELECT m.reference, m.payment_id AS "paymentId", m.ours, m.balance FROM mirrored_payment m
         JOIN account_mirror a ON a.connector_id = m.connector_id WHERE a.connection_id = $1`,
        [world.connectionId],
      ),
  };
}

async function readAll(connectionId: string, job: () => ReturnType<typeof jobContext>): Promise<void> {
  for (let run = 0; run < 100; run++) {
    const [row] = await runUnprepared<{ before: Date | null }>(
      `UPDATE account_mirror SET next_page_at = now() WHERE connection_id = $1 RETURNING caught_up_at AS before`,
      [connectionId],
    );
    await readMirrors({ ctx: job() });
    const [after] = await runUnprepared<{ at: Date | null; again: boolean; fault: string | null }>(
      "SELECT caught_up_at AS at, begins_again AS again, fault FROM account_mirror WHERE connection_id = $1",
      [connectionId],
    );
    if (after?.fault) throw new Error(after.fault);
    if (after?.at && after.at.getTime() !== row?.before?.getTime() && !after.again) return;
  }
  throw new Error("the account has no end");
}
