import type { Connector } from "../connector";
import { charge, lookUpCharge } from "./charges";
import type { GoCardless } from "./client";
import { CURRENCIES } from "./currencies";
import { gocardlessEvents } from "./events";
import { mandates } from "./mandates";
import { gocardlessMirror } from "./mirror";
import { lookUpRefund, refund } from "./refunds";

/** GoCardless as a connector. What it may have done and did not answer is thrown, which is unknown. */
export function gocardlessConnector(gocardless: GoCardless, live: boolean): Connector {
  return {
    name: "gocardless",
    live,
    capabilities: {
      charge: true,
      refund: true,
      partialRefund: true,
      payout: false,
      challenge: false,
      saveMethod: false,
      currencies: [...CURRENCIES],
    },
    hosted: null,
    cardForm: null,
    letGo: null,
    mandates: mandates(gocardless),
    disputes: null,
    events: gocardlessEvents(gocardless),
    mirror: gocardlessMirror(gocardless),
    charge: (request) => charge(gocardless, request),
    refund: (request) => refund(gocardless, request),
    lookup: async (request) => {
      if (request.operation === "payout") return { state: "not_found" };
      return request.operation === "charge"
        ? lookUpCharge(gocardless, request)
        : lookUpRefund(gocardless, request);
    },
    completeChallenge: async () => {
      throw new Error("A bank debit has no challenge.");
    },
    payout: async () => ({
      state: "failed",
      providerReference: null,
      declineCode: "not_offered",
      raw: { error: "payouts_not_offered" },
    }),
    tokenOf: () => null,
  };
}
