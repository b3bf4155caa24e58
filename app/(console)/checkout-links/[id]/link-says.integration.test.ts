import { describe, expect, it } from "vitest";
import { paymentView } from "@/app/(console)/payments/[id]/_detail/payment-view";
import { contextOf } from "@/lib/auth/testing/contexts";
import { beginCharge } from "@/lib/checkout/begin-charge";
import { lockCheckout } from "@/lib/checkout/checkout-link";
import { settleCharge } from "@/lib/checkout/settle-charge";
import { aLink, customerOf } from "@/lib/checkout/testing";
import type { ChargeOutcome } from "@/lib/connectors/connector";
import type { DeclineCode } from "@/lib/connectors/decline-codes";
import { transaction } from "@/lib/db/sql";
import { CHALLENGE_ABANDONED_MS } from "@/lib/payments/attempt";
import { linkQuery } from "./link-query";

const THROUGH = { connector: "sandbox", connectionId: null };
const READER = { locale: "en-GB", timeZone: "UTC" };
const BEGAN = new Date("2026-03-01T09:00:00Z");

const answered = <State extends ChargeOutcome["state"]>(state: State) => ({
  state,
  providerReference: null,
  raw: {},
});
const failed = (declineCode: DeclineCode): ChargeOutcome => ({ ...answered("failed"), declineCode });

/** How a charge stands, null where the provider has not been heard, and what both pages say of the payment. */
const CHARGES: [string, ChargeOutcome | null, { hosted?: boolean }, string][] = [
  ["is under way", null, {}, "Being paid at this moment, or waiting for the bank to answer."],
  ["lost its answer", { state: "unknown", raw: {} }, {}, "The provider was asked, and its answer was lost."],
  [
    "is with the bank",
    { ...answered("processing"), providerReference: "ref" },
    {},
    "Being paid at this moment, or waiting for the bank to answer.",
  ],
  [
    "waits for 3-D Secure",
    { ...answered("requires_action"), providerReference: "ref" },
    {},
    "Waiting for the customer to confirm it at their bank (3-D Secure). Until they answer, or until 1 Mar 2026, 09:30 UTC, when this attempt ends, it can be neither paid in another way nor cancelled.",
  ],
  [
    "waits on a provider's page",
    { ...answered("requires_action"), providerReference: "ref" },
    { hosted: true },
    "Waiting for the customer to pay on the provider’s page. Until they pay or leave, or until 1 Mar 2026, 09:30 UTC, when this attempt ends, it can be neither paid in another way nor cancelled.",
  ],
  [
    "was declined",
    failed("insufficient_funds"),
    {},
    "The last attempt was declined: not enough money on the card. The customer may try again.",
  ],
  [
    "was left at 3-D Secure",
    failed("authentication_abandoned"),
    {},
    "The last attempt did not go through: the customer left the bank's 3-D Secure check. The customer may try again.",
  ],
  [
    "never arrived",
    failed("never_arrived"),
    {},
    "The last attempt did not go through: the request never reached the provider: no bank was asked. The customer may try again.",
  ],
  ["succeeded", { ...answered("succeeded"), providerReference: "ref" }, {}, "Paid by card ending in 4242."],
];

describe("the page of a link and that of its payment", () => {
  it.each(CHARGES)("say the same of a charge that %s", async (_, outcome, method, sentence) => {
    expect(CHALLENGE_ABANDONED_MS).toBe(30 * 60_000);
    const { id } = await aLink();
    const charging = customerOf(id, BEGAN);
    const attempt = await transaction(async (tx) => {
      const locked = await lockCheckout(tx, id);
      if (!locked) throw new Error("the link is not there");
      const card = { cardBrand: "visa", cardLast4: "4242", method: { token: "tok", ...method } };
      return beginCharge(tx, charging, locked, card, THROUGH);
    });
    if (outcome) await settleCharge({ ctx: charging, attemptId: attempt.id, outcome });
    const ctx = contextOf("operator");
    const link = await linkQuery.read({ ctx, reader: READER, params: new URLSearchParams({ id }) });
    const payment = await paymentView({ ctx, reader: READER, id });
    expect(link.why).toBe(sentence);
    expect(payment.outlook.why).toBe(sentence);
  });
});
