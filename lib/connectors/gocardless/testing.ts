import { afterAll, afterEach, vi } from "vitest";
import { newId } from "@/lib/ids";
import type { ChargeOutcome, ChargeRequest, LookupRequest } from "../connector";
import type { MandateLookup, MandateOutcome, MandateRequest } from "../mandates";
import { agree } from "../testing/gocardless-fake/agree";
import { activateMandate } from "../testing/gocardless-fake/life";
import { GoCardlessFake } from "../testing/gocardless-fake/server";
import type { Trouble } from "../testing/trouble";
import { gocardless } from "./provider";

export const TOKEN = "sandbox_Canary0000000000";

/** A connector at a stand-in for GoCardless of its own, which ends with the test file that asks for it. */
export async function gocardlessOnFake() {
  const fake = await new GoCardlessFake(TOKEN).listen();
  vi.stubEnv("GOCARDLESS_API_BASE", fake.origin);
  const connector = gocardless.connect({ accessToken: TOKEN });
  const { mandates } = connector;
  if (!mandates) throw new Error("GoCardless has mandates");
  afterEach(() => {
    fake.trouble = null;
    fake.books.refundsEnabled = true;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await fake.close();
  });
  const { books } = fake;

  /** What is asked while every request ends in trouble. */
  const during = async <Result>(trouble: Trouble, work: () => Promise<Result>): Promise<Result> => {
    fake.trouble = trouble;
    return work().finally(() => {
      fake.trouble = null;
    });
  };
  /** Agrees on the page of a mandate, as its payer does. */
  const agreeTo = (mandateId: string, accountNumber = "55779911"): string => {
    const request = books.billingRequests.find(({ metadata }) => metadata.mandate_id === mandateId);
    const flow = books.flows.find(({ links }) => links.billing_request === request?.id);
    const token = flow && agree(books, flow, "Ines Ruiz", accountNumber);
    if (!token) throw new Error("the fake has no open page of this mandate");
    return token;
  };
  /** A mandate that the bank has said yes to. */
  const agreed = async (over: Partial<MandateRequest> = {}) => {
    const request = mandateRequest(over);
    await mandates.begin(request);
    const token = agreeTo(request.mandateId);
    activateMandate(books, token);
    return { mandateId: request.mandateId, token };
  };
  /** A payment that is on its way. */
  const collecting = async (over: Partial<ChargeRequest> = {}) => {
    const { token } = await agreed();
    const request = chargeRequest(token, over);
    const outcome = await connector.charge(request);
    return { ...request, token, payment: referenceOf(outcome) };
  };
  return { fake, books, connector, mandates, during, agreeTo, agreed, collecting };
}

export function referenceOf(outcome: ChargeOutcome | MandateOutcome): string {
  const reference = "providerReference" in outcome ? outcome.providerReference : null;
  if (!reference) throw new Error(`nothing was made: ${outcome.state}`);
  return reference;
}

export function mandateRequest(over: Partial<MandateRequest> = {}): MandateRequest {
  return {
    ...{ mandateId: newId(), type: "debit_order", currency: "GBP", locale: "en-GB", now: new Date() },
    ...{ merchantName: "Lakeside", description: "Policy P-1042" },
    payer: { firstName: "Ines", lastName: "Ruiz", email: "ines@example.com" },
    ...{ returnUrl: "http://localhost/return", cancelUrl: "http://localhost/cancel" },
    ...{ providerReference: null, ...over },
  };
}

export function mandateLookup(mandateId: string, over: Partial<MandateLookup> = {}): MandateLookup {
  const now = new Date();
  return { mandateId, providerReference: null, token: null, startedAt: now, now, ...over };
}

export function chargeRequest(token: string, over: Partial<ChargeRequest> = {}): ChargeRequest {
  const now = new Date();
  return {
    ...{ attemptId: newId(), amountMinor: 4_900n, currency: "GBP", method: { type: "token", token } },
    ...{ now, startedAt: now, offSession: true, savingMethod: false, ...over },
  };
}

export function lookupOf(attemptId: string, over: Partial<LookupRequest> = {}): LookupRequest {
  const now = new Date();
  return {
    ...{ attemptId, operation: "charge", providerReference: null, chargeReference: null, method: null },
    ...{ startedAt: now, now, ...over },
  };
}

export const refundRequest = (chargeReference: string, amountMinor: bigint) => ({
  attemptId: newId(),
  chargeReference,
  amountMinor,
  currency: "GBP",
  now: new Date(),
});
