import type {
  ChargeOutcome,
  Connector,
  HostedOutcome,
  HostedRequest,
  LookupOutcome,
  LookupRequest,
  RefundOutcome,
  RefundRequest,
} from "../connector";
import { lookedForSince } from "../looked-for-since";
import { type MollieApi, MollieRefusal } from "./api";
import { mollieEvents } from "./events";
import { CURRENCIES, paymentForm, paymentOutcome, refundForm, refundOutcome, toMollie } from "./objects";

/** Mollie shows so much of a description. */
const DESCRIPTION_LENGTH_MAX = 255;

const FAILED = { state: "failed", providerReference: null } as const;
const NOT_OFFERED = { ...FAILED, declineCode: "not_offered", raw: { error: "not_offered" } } as const;
const UNSAYABLE = "amount_not_chargeable";
const NOT_SAYABLE = { ...FAILED, declineCode: UNSAYABLE, raw: { error: UNSAYABLE } } as const;

/** Mollie's pages, and refunds. What it may have done and did not answer is thrown, which is unknown. */
export function mollieConnector(mollie: MollieApi, live: boolean): Connector {
  return {
    name: "mollie",
    live,
    capabilities: {
      ...{ charge: false, refund: true, partialRefund: true, payout: false, challenge: false },
      ...{ saveMethod: false, currencies: CURRENCIES },
    },
    hosted: { begin: (request) => begin(mollie, request), close: (request) => close(mollie, request) },
    cardForm: null,
    letGo: null,
    mandates: null,
    mirror: null,
    disputes: null,
    events: mollieEvents(mollie),
    charge: async () => NOT_OFFERED,
    payout: async () => NOT_OFFERED,
    completeChallenge: async () => {
      throw new Error("A challenge is answered on Mollie's own page.");
    },
    refund: (request) => refund(mollie, request),
    lookup: (request) => lookUp(mollie, request),
    tokenOf: () => null,
  };
}

async function begin(mollie: MollieApi, request: HostedRequest): Promise<HostedOutcome> {
  const { attemptId, lines, reference, merchantName } = request;
  const amount = toMollie(request.amountMinor, request.currency);
  if (!amount) return NOT_SAYABLE;
  const what = lines.map(({ description }) => description).join(", ");
  // No language: Mollie's page goes by the customer's browser.
  const body = {
    amount,
    description: `${reference ?? merchantName}: ${what}`.slice(0, DESCRIPTION_LENGTH_MAX),
    redirectUrl: request.returnUrl,
    cancelUrl: request.cancelUrl,
    metadata: { attempt_id: attemptId },
  };
  return unlessRefused("request_refused", async () => {
    const payment = paymentForm.parse(await mollie.ask("POST", "payments", { key: attemptId, body }));
    const url = payment._links.checkout?.href;
    if (!url) throw new Error("the page of an attempt was made before, and is not open");
    const { providerReference, raw } = paymentOutcome(payment) as ChargeOutcome & {
      providerReference: string;
    };
    return { state: "redirect", providerReference, url, expiresAt: request.expiresAt, raw };
  });
}

async function close(mollie: MollieApi, request: LookupRequest): Promise<LookupOutcome> {
  const found = await lookUpPage(mollie, request);
  if (found.state !== "requires_action") return found;
  const { providerReference } = found;
  // Paid in between, or of a method that Mollie does not cancel: what it came to is asked then.
  await mollie.ask("DELETE", `payments/${providerReference}`).catch((err: unknown) => {
    if (!(err instanceof MollieRefusal)) throw err;
  });
  return lookUpPage(mollie, { ...request, providerReference });
}

async function refund(mollie: MollieApi, request: RefundRequest): Promise<RefundOutcome> {
  const { attemptId, chargeReference } = request;
  const amount = toMollie(request.amountMinor, request.currency);
  if (!amount) return NOT_SAYABLE;
  const sent = { key: attemptId, body: { amount, metadata: { attempt_id: attemptId } } };
  return unlessRefused("refund_refused", async () =>
    refundOutcome(refundForm.parse(await mollie.ask("POST", `payments/${chargeReference}/refunds`, sent))),
  );
}

async function unlessRefused<Outcome>(
  declineCode: "request_refused" | "refund_refused",
  ask: () => Promise<Outcome>,
) {
  try {
    return await ask();
  } catch (err) {
    if (!(err instanceof MollieRefusal)) throw err;
    const ofCredentials = err.status === 401 || err.status === 403;
    return {
      ...{ ...FAILED, declineCode: ofCredentials ? ("credentials_refused" as const) : declineCode },
      raw: { error: `refused_${err.status}` },
    };
  }
}

/** What became of an attempt: by what Mollie called it, or by our mark on what it has made since. */
async function lookUp(mollie: MollieApi, request: LookupRequest): Promise<LookupOutcome> {
  if (request.operation === "charge") return lookUpPage(mollie, request);
  const { attemptId, chargeReference, providerReference, startedAt } = request;
  if (request.operation === "payout" || !chargeReference) return { state: "not_found" };
  const path = `payments/${chargeReference}/refunds`;
  if (providerReference)
    return refundOutcome(refundForm.parse(await mollie.ask("GET", `${path}/${providerReference}`)));
  const made = await mollie.list("refunds", lookedForSince(startedAt), path);
  const found = made.find(({ metadata }) => metadata === attemptId);
  return found ? refundOutcome(found) : { state: "not_found" };
}

async function lookUpPage(
  mollie: MollieApi,
  { attemptId, providerReference, startedAt }: LookupRequest,
): Promise<ChargeOutcome | { state: "not_found" }> {
  if (providerReference)
    return paymentOutcome(paymentForm.parse(await mollie.ask("GET", `payments/${providerReference}`)));
  const made = await mollie.list("payments", lookedForSince(startedAt));
  const found = made.find(({ metadata }) => metadata === attemptId);
  return found ? paymentOutcome(found) : { state: "not_found" };
}
