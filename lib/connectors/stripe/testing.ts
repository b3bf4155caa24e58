import { afterAll, vi } from "vitest";
import { newId } from "@/lib/ids";
import type { HostedRequest, LookupRequest } from "../connector";
import type { Session } from "../testing/stripe-fake/books";
import { payPage } from "../testing/stripe-fake/pay";
import { StripeFake } from "../testing/stripe-fake/server";
import { stripe } from "./provider";

export const KEY = "sk_test_51Canary0000000000";

/** A connector at a stand-in for Stripe of its own, which ends with the test file that asks for it. */
export async function stripeOnFake() {
  const fake = await new StripeFake(KEY).listen();
  vi.stubEnv("STRIPE_API_BASE", fake.origin);
  const connector = stripe.connect({ secretKey: KEY });
  const { hosted } = connector;
  if (!hosted) throw new Error("Stripe has pages");
  afterAll(async () => {
    vi.unstubAllEnvs();
    await fake.close();
  });
  const sessionsOf = (attemptId: string) =>
    fake.books.sessions.filter(({ clientReferenceId }) => clientReferenceId === attemptId);
  const sessionOf = (attemptId: string): Session => {
    const [session] = sessionsOf(attemptId);
    if (!session) throw new Error("the fake has no such page");
    return session;
  };
  const pay = (attemptId: string, number = "4242424242424242") =>
    payPage(fake.books, sessionOf(attemptId), number, fake.origin);
  /** A paid page, and what Stripe calls its charge. */
  const paid = async (over: Partial<HostedRequest> = {}, number?: string) => {
    const request = pageRequest(over);
    await hosted.begin(request);
    pay(request.attemptId, number);
    const { intent } = sessionOf(request.attemptId);
    if (!intent) throw new Error("nothing was paid");
    return { attemptId: request.attemptId, intent };
  };
  return { fake, connector, hosted, sessionOf, sessionsOf, pay, paid };
}

export function pageRequest(over: Partial<HostedRequest> = {}): HostedRequest {
  const now = new Date();
  return {
    ...{
      attemptId: newId(),
      amountMinor: 4_900n,
      currency: "GBP",
      locale: "en-GB",
      now,
      savingMethod: false,
    },
    lines: [
      { description: "Mug × 2", amountMinor: 4_000n },
      { description: "Postage", amountMinor: 900n },
    ],
    ...{ merchantName: "Lakeside", reference: "A-1", customer: { name: "Ines", email: "ines@example.com" } },
    ...{ returnUrl: "http://localhost/return", cancelUrl: "http://localhost/return" },
    expiresAt: new Date(now.getTime() + 1_800_000),
    ...over,
  };
}

export function lookupOf(attemptId: string, over: Partial<LookupRequest> = {}): LookupRequest {
  const now = new Date();
  return {
    ...{ attemptId, operation: "charge", providerReference: null, chargeReference: null, method: null },
    ...{ startedAt: now, now, ...over },
  };
}
