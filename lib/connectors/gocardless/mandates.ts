import type { DescribedMethod, Json } from "../connector";
import { lookedForSince } from "../looked-for-since";
import type {
  MandateLookup,
  MandateOutcome,
  MandatePageOutcome,
  MandateRequest,
  Mandates,
} from "../mandates";
import { type GoCardless, GoCardlessError } from "./client";
import { CURRENCIES } from "./currencies";
import { certainRefusal, requestRefusalCode } from "./decline";
import { endedReason } from "./ended-reason";
import { type Of, ownIdIn } from "./objects";

const TAKES = ["debit_order"] as const satisfies readonly DescribedMethod["type"][];

/** How many requests are looked through for one whose answer was lost. */
const LOOKED_THROUGH_MAX = 5_000;

/** GoCardless's pages are in these languages. */
const LANGUAGES = new Set("en fr de pt es it nl da nb sl sv".split(" "));

/** A mandate that was replaced is followed to the one in its place, and that again, so far. */
const REPLACED_MAX = 5;

/** Bank debit mandates, agreed to on GoCardless's own page. Our token of one is its `MD…`. */
export function mandates(gocardless: GoCardless): Mandates {
  return {
    takes: TAKES,
    begin: (request) => begin(gocardless, request),
    lookup: (request) => lookUpMandate(gocardless, request),
    end: (request) => end(gocardless, request),
  };
}

// Each page is of the one request, which can be agreed to once: another page of it is the same agreement.
async function begin(gocardless: GoCardless, request: MandateRequest): Promise<MandatePageOutcome> {
  const { type, currency, locale, payer } = request;
  const refused = { state: "failed", providerReference: null } as const;
  if (type !== "debit_order" || !CURRENCIES.has(currency))
    return { ...refused, declineCode: "not_offered", raw: { error: "not_offered" } };
  try {
    const { id } = await openRequest(gocardless, request);
    const language = locale.split("-")[0] ?? "";
    const flow = await gocardless.make("billing_request_flows", {
      redirect_uri: request.returnUrl,
      exit_uri: request.cancelUrl,
      ...(LANGUAGES.has(language) && { language }),
      prefilled_customer: {
        given_name: payer.firstName,
        family_name: payer.lastName,
        ...(payer.email && { email: payer.email }),
      },
      // What is collected by it later is in this currency.
      lock_currency: true,
      links: { billing_request: id },
    });
    const raw = { id, object: "billing_request", flow: flow.id };
    return { state: "redirect", providerReference: id, url: flow.authorisation_url, raw };
  } catch (err) {
    const refusal = certainRefusal(err);
    if (!refusal) throw err;
    return { ...refused, declineCode: requestRefusalCode(refusal), raw: refusal.raw };
  }
}

/** The mandate's request, made now or before. Throws where it cannot be agreed to any more. */
async function openRequest(gocardless: GoCardless, request: MandateRequest): Promise<Of<"billing_requests">> {
  const { mandateId, providerReference, currency, merchantName, description } = request;
  // Not by the key again: how long GoCardless remembers one is not said.
  if (providerReference) return openRequestNamed(gocardless, providerReference);
  const metadata = { mandate_id: mandateId };
  const words = `${merchantName}: ${description}`;
  const body = { mandate_request: { currency, description: words, metadata }, metadata };
  try {
    return await gocardless.make("billing_requests", body, mandateId);
  } catch (err) {
    if (!(err instanceof GoCardlessError && err.conflictingId)) throw err;
    return openRequestNamed(gocardless, err.conflictingId);
  }
}

async function openRequestNamed(gocardless: GoCardless, id: string): Promise<Of<"billing_requests">> {
  const before = kindOf(id) === "mandates" ? null : await gocardless.get("billing_requests", id);
  if (before?.status !== "pending" && before?.status !== "ready_to_fulfil")
    throw new Error("the request of a mandate was made before, and is not open");
  return before;
}

/** How a mandate stands: by its own name, by its request's, or by our mark on what was made since. */
export async function lookUpMandate(gocardless: GoCardless, request: MandateLookup): Promise<MandateOutcome> {
  const { token, providerReference } = request;
  if (token) return mandateOutcome(gocardless, await gocardless.get("mandates", token));
  if (providerReference?.startsWith("MD"))
    return mandateOutcome(gocardless, await gocardless.get("mandates", providerReference));
  const found = providerReference
    ? await gocardless.get("billing_requests", providerReference)
    : await findRequest(gocardless, request);
  return found ? requestOutcome(gocardless, found) : { state: "not_found" };
}

async function findRequest(
  gocardless: GoCardless,
  { mandateId, startedAt }: MandateLookup,
): Promise<Of<"billing_requests"> | null> {
  const filters = { "created_at[gte]": lookedForSince(startedAt).toISOString() };
  for await (const each of gocardless.all("billing_requests", filters, LOOKED_THROUGH_MAX))
    if (ownIdIn(each, "mandate_id") === mandateId) return each;
  return null;
}

async function end(gocardless: GoCardless, request: MandateLookup): Promise<MandateOutcome> {
  let found = await lookUpMandate(gocardless, request);
  // Agreed to in between, the request cannot be cancelled any more, and the mandate that it made is.
  for (let time = 0; time < 2 && (found.state === "waiting" || "token" in found); time++) {
    const [kind, id] =
      "token" in found
        ? (["mandates", found.token] as const)
        : ([kindOf(found.providerReference), found.providerReference] as const);
    await gocardless.act(kind, id, "cancel").catch((err: unknown) => {
      if (!certainRefusal(err)) throw err;
    });
    found = await lookUpMandate(gocardless, request.token ? request : { ...request, providerReference: id });
  }
  return found;
}

const kindOf = (reference: string) => (reference.startsWith("MD") ? "mandates" : "billing_requests");

/** What a request for a mandate has come to: what the mandate has, once there is one. */
export async function requestOutcome(
  gocardless: GoCardless,
  { id, status, links }: Of<"billing_requests">,
): Promise<MandateOutcome> {
  const raw = { id, object: "billing_request", status };
  const mandateId = links?.mandate_request_mandate;
  if (mandateId) return mandateOutcome(gocardless, await gocardless.get("mandates", mandateId));
  if (status === "cancelled")
    return { state: "ended", providerReference: id, reason: "It was withdrawn before anybody agreed.", raw };
  return { state: "waiting", providerReference: id, raw };
}

export async function mandateOutcome(
  gocardless: GoCardless,
  mandate: Of<"mandates">,
): Promise<MandateOutcome> {
  const current = await inPlaceOf(gocardless, mandate);
  const { id, status, scheme } = current;
  const answer = { providerReference: id, raw: { id, object: "mandate", status, scheme: scheme ?? null } };
  switch (status) {
    case "pending_customer_approval":
      return { ...answer, state: "waiting" };
    case "pending_submission":
    case "submitted":
    case "active": {
      const state = status === "active" ? "active" : "submitted";
      return { ...answer, state, token: id, method: await methodOf(gocardless, current) };
    }
    case "failed":
    case "cancelled":
    case "expired":
    case "consumed":
    case "blocked":
    case "suspended_by_payer":
      return { ...answer, state: "ended", reason: await endedReason(gocardless, current) };
    default:
      return { state: "unknown", raw: { ...answer.raw, error: "unknown_status" } satisfies Json };
  }
}

/** GoCardless replaces mandates where the creditor's identifier at the scheme changes: the new one goes on. */
async function inPlaceOf(gocardless: GoCardless, mandate: Of<"mandates">): Promise<Of<"mandates">> {
  let current = mandate;
  for (let time = 0; time < REPLACED_MAX && current.links.new_mandate; time++)
    current = await gocardless.get("mandates", current.links.new_mandate);
  return current;
}

async function methodOf(gocardless: GoCardless, { links }: Of<"mandates">) {
  if (!links.customer_bank_account) return null;
  const account = await gocardless.get("customer_bank_accounts", links.customer_bank_account);
  const { bank_name, account_number_ending } = account;
  return {
    brand: bank_name ?? "bank account",
    last4: account_number_ending ?? null,
    expiryMonth: null,
    expiryYear: null,
  };
}
