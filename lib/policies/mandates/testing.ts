import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { takeInEvents } from "@/lib/connections/events/take-in-events";
import { forgetConnections } from "@/lib/connectors/connection";
import { type Agreement, DebitProvider } from "@/lib/connectors/testing/debit-provider";
import { forgetProviders, knowProviders } from "@/lib/connectors/testing/own-providers";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { collectPayment } from "@/lib/policies/collection/collect-payment";
import { assignPaymentMethod } from "@/lib/policies/manage-policies";
import { anInsurer, contextOf, type Insurer, jobAt } from "@/lib/policies/testing";
import type { Ctx } from "@/lib/verb/context";
import { askAboutMandate } from "./ask-about-mandate";
import { getMandatePage, mandateCtx, openMandatePage } from "./mandate-page";
import { requestMandate } from "./request-mandate";

/** When premiums of the tests are due. */
export const LATER = jobAt(new Date("2030-01-01"));

/** A provider of bank debits, and insurers whose premiums go there. */
export function aDebitProvider(name: string) {
  const bank = new DebitProvider(name);
  const connectionId = newId();

  beforeAll(async () => {
    knowProviders(bank.provider);
    await pool().query(
      `INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
       VALUES ($1, $2, $2, false, $2, now(), now())`,
      [connectionId, name],
    );
    forgetConnections();
  });
  afterEach(async () => {
    expect(await findViolations()).toEqual([]);
  });
  afterAll(() => {
    forgetProviders(bank.provider);
    forgetConnections();
  });

  /** Leads an insurer's premiums to the provider, or elsewhere. */
  const route = async ({ merchantId, policyId, methodId }: Insurer, to = connectionId) => {
    const input = { id: policyId, payment_method_id: methodId };
    await assignPaymentMethod({ ctx: contextOf("operator"), input });
    await pool().query(
      `INSERT INTO connection_route (id, position, merchant_id, kind, connection_id, created_at)
       VALUES ($1, 0, $2, 'policy', $3, now())`,
      [newId(), merchantId, to],
    );
    forgetConnections();
  };

  /** An insurer whose premiums go to the provider, and whose policyholder has agreed to it there. */
  const agreed = async (billing: Record<string, unknown> = {}) => {
    const insurer = await anInsurer({ billing });
    await route(insurer);
    const { linkToken } = await request(insurer);
    await open(linkToken);
    const agreement = bank.agreements.at(-1);
    if (!agreement) throw new Error("nobody was asked to agree");
    bank.stands(agreement, "active");
    await back(linkToken);
    return { insurer, agreement: agreement as Agreement, linkToken };
  };

  const debitOf = async (paymentId: string) => {
    const { rows } = await pool().query<{ id: string }>(
      "SELECT id FROM attempt WHERE payment_id = $1 ORDER BY number",
      [paymentId],
    );
    return bank.debits.find(({ attemptId }) => rows.some(({ id }) => id === attemptId));
  };

  /** A premium that was debited, and that the bank has said it has collected. */
  const collected = async (billing: Record<string, unknown> = {}) => {
    const { insurer } = await agreed(billing);
    const premium = await aPremium(insurer);
    await collect(premium);
    const debit = await debitOf(premium);
    if (!debit) throw new Error("nothing was debited");
    bank.confirm(debit);
    await allTold();
    return { insurer, premium, debit };
  };

  return { bank, connectionId, route, agreed, debitOf, collected };
}

export const request = ({ policyId }: Insurer) =>
  requestMandate({ ctx: contextOf("operator"), input: { policyId } });

async function shown(linkToken: string) {
  const now = new Date();
  const page = await getMandatePage({ linkToken, now });
  if (!page) throw new Error("the link opens nothing");
  return { page, ctx: mandateCtx(page, page.moment) };
}

/** The payer presses the button. */
export async function open(linkToken: string): Promise<string | null> {
  const { page, ctx } = await shown(linkToken);
  return openMandatePage({ ctx, input: { page, locale: "en-GB", returnUrl: "https://pay.example/return" } });
}

/** The payer comes back. */
export async function back(linkToken: string) {
  const { page, ctx } = await shown(linkToken);
  return askAboutMandate({ ctx, input: page });
}

/** A premium that was recorded and is due. */
export async function aPremium(insurer: Insurer): Promise<string> {
  const { body } = await insurer.pay("pending");
  if (!body.payment_id) throw new Error("a premium was not recorded");
  return body.payment_id;
}

export const collect = (paymentId: string) => collectPayment({ ctx: LATER, paymentId });

/** Polls until the provider has nothing new, whatever messages were lost. */
export const allTold = () => allToldBy(LATER);

/** The same at another time. */
export async function allToldBy(ctx: Ctx): Promise<void> {
  await pool().query("UPDATE connection SET events_polled_at = NULL");
  await pool().query("UPDATE provider_event SET next_try_at = now() WHERE state = 'waiting'");
  await takeInEvents({ ctx });
}
