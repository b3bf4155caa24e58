import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { takeInEvents } from "@/lib/connections/events/take-in-events";
import { forgetConnections } from "@/lib/connectors/connection";
import { forgetProviders, knowProviders } from "@/lib/connectors/testing/own-providers";
import { PageProvider } from "@/lib/connectors/testing/page-provider";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { attemptsOf } from "@/lib/payments/attempt";
import { jobContext } from "@/lib/verb/context";
import { getCheckoutPage } from "../get-checkout-page";
import { aLink, aMerchant, customerOf } from "../testing";
import { askProvider } from "./ask-provider";
import { openProviderPage } from "./open-provider-page";

export const AMOUNT = 1_000n;
export type Link = Awaited<ReturnType<typeof aLink>>;

/** A merchant whose payments go to one provider's pages, and to another's where that certainly made none. */
export function twoProviders() {
  const [first, second] = [new PageProvider("pagesone"), new PageProvider("pagestwo")];
  const ids = { first: newId(), second: newId() };
  let merchantId = "";

  beforeAll(async () => {
    knowProviders(first.provider, second.provider);
    merchantId = (await aMerchant()).id;
    await connect(0, ids.first, first, merchantId);
    await connect(1, ids.second, second, merchantId);
    forgetConnections();
  });
  afterEach(async () => {
    expect(await findViolations()).toEqual([]);
  });
  afterAll(() => {
    forgetProviders(first.provider, second.provider);
    forgetConnections();
  });

  const link = () => aLink({ merchantId, amount: AMOUNT });
  const pagesOf = async (id: string) => {
    const attempts = (await attemptsOf(id)).map((attempt) => attempt.id);
    return [...first.pages, ...second.pages].filter(({ attemptId }) => attempts.includes(attemptId));
  };
  const pageOf = async (id: string) => {
    const page = (await pagesOf(id)).at(-1);
    if (!page) throw new Error("no page was made");
    return page;
  };
  /** A payment that was paid on the first provider's page. */
  const paid = async () => {
    const made = await link();
    await open(made);
    const page = await pageOf(made.id);
    first.pay(page);
    await back(made);
    return { made, page };
  };
  return { first, second, ids, link, pagesOf, pageOf, paid };
}

async function connect(position: number, id: string, { provider }: PageProvider, merchantId: string) {
  await pool().query(
    `INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
     VALUES ($1, $2, $2, false, $2, now(), now())`,
    [id, provider.name],
  );
  await routeTo(id, merchantId, position);
}

/** Leads a merchant's payments to a connection. */
export async function routeTo(connectionId: string, merchantId: string, position = 0): Promise<void> {
  await routeElsewhere(connectionId, merchantId, position);
  forgetConnections();
}

/** As another process does it: this one is not told. */
export async function routeElsewhere(connectionId: string, merchantId: string, position = 0): Promise<void> {
  await pool().query(
    `INSERT INTO connection_route (id, position, merchant_id, kind, connection_id, created_at)
     VALUES ($1, $2, $3, 'checkout', $4, now())`,
    [newId(), position, merchantId, connectionId],
  );
}

export const open = (link: Link) =>
  openProviderPage({
    ctx: customerOf(link.id),
    input: { token: link.token, locale: "en-GB", returnUrl: "https://pay.example/return" },
  });
export const back = (link: Link) => askProvider({ ctx: customerOf(link.id), input: { paymentId: link.id } });

export const job = (laterMs = 0) => jobContext("test", new Date(Date.now() + laterMs), newId());

/** Polls until the providers have nothing new, whatever messages were lost. */
export async function allTold(): Promise<void> {
  await pool().query("UPDATE connection SET events_polled_at = NULL");
  await pool().query("UPDATE provider_event SET next_try_at = now() WHERE state = 'waiting'");
  await takeInEvents({ ctx: job() });
}
export const stateOf = async (token: string) => (await getCheckoutPage({ token, now: new Date() }))?.state;
export async function booksOf(id: string) {
  const { rows } = await pool().query(
    `SELECT status, stage, collected_minor AS collected, refunded_minor AS refunded, amount_minor AS left,
      card_last4 AS last4 FROM payment WHERE id = $1`,
    [id],
  );
  return rows[0];
}

/** As if a payment's attempts had begun, or had been asked for, so much longer ago. When one that failed had begun is counted. */
export async function age(paymentId: string, { startedMinutes = 0, askedMinutes = 0 }): Promise<void> {
  await pool().query(
    `UPDATE attempt SET started_at = started_at - $2 * interval '1 minute', asked_at = asked_at - $3 * interval '1 minute'
     WHERE payment_id = $1 AND state <> 'failed'`,
    [paymentId, startedMinutes, askedMinutes],
  );
}
