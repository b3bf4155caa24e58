import { contextOf } from "@/lib/auth/testing/contexts";
import { agree } from "@/lib/connectors/testing/gocardless-fake/agree";
import { activateMandate, confirmPayment, failPayment } from "@/lib/connectors/testing/gocardless-fake/life";
import type { GoCardlessFake } from "@/lib/connectors/testing/gocardless-fake/server";
import type { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { agreeOnPage } from "@/lib/connectors/testing/stripe-fake/setup";
import { runUnprepared } from "@/lib/db/sql";
import { assignPaymentMethod } from "@/lib/policies/manage-policies";
import { requestMandate } from "@/lib/policies/mandates/request-mandate";
import { createPaymentMethod } from "@/lib/policies/methods/manage-payment-methods";
import { readBody } from "@/lib/policies/read-body";
import { anInsurer } from "@/lib/policies/testing";
import { createMethodBody } from "@/lib/policies/wire";
import { perform } from "./acts";
import { allTold, type Flow } from "./flow";
import { found } from "./pages";
import { SECRET, type World } from "./world";

const AMOUNT = 18_000n;
const CARD = {
  ...{ registration_id: "reg_1", brand: "visa", holder: "Thandi Nkosi", last_4_digits: "4242" },
  ...{ expiry_month: 12, expiry_year: 2034 },
};
const [PAYS, DECLINES] = ["4242424242424242", "4000000000009995"];

type MethodType = "card" | "debit_order";

/** Who pays premiums, up to the link by which they agree. */
async function aPayer({ route }: Pick<World, "route">, type: MethodType) {
  const ctx = contextOf("operator");
  const insurer = await anInsurer({ billing: { currency: "GBP" } });
  const { merchantId, policyId, holderId } = insurer;
  let { methodId } = insurer;
  if (type === "card") {
    const body = readBody(createMethodBody, { type, card_details: CARD });
    methodId = (await createPaymentMethod({ ctx, input: { ...body, policyholderId: holderId } })).id;
  }
  await assignPaymentMethod({ ctx, input: { id: policyId, payment_method_id: methodId } });
  await route(merchantId, "policy");
  const { id: mandateId, linkToken } = await requestMandate({ ctx, input: { policyId } });
  const premium = async () => {
    const collected = { payment_method_id: methodId, collection_type: type === "card" ? "card" : undefined };
    const { body } = await insurer.pay("pending", type === "card" ? collected : {});
    return found(body.payment_id);
  };
  return { mandateId, linkToken, premium };
}

const agreementEnding = (mandateId: string, made: () => number) => ({
  end: async () => {
    const [row] = await runUnprepared("SELECT state FROM mandate WHERE id = $1", [mandateId]);
    return { ...row, made: made() };
  },
  done: { state: "active", made: 1 },
});

const premiumEnding = (paymentId: string, status: string, history: string[], kept = AMOUNT) => ({
  end: async () => (await runUnprepared(PREMIUM, [paymentId, MOVES]))[0],
  done: { status, history, kept, attempts: 1 },
});

const MOVES = ["succeeded", "failed"];

const PREMIUM = `
  SELECT status, collected_minor - returned_minor AS kept,
    (SELECT array_agg(status ORDER BY sequence) FROM adjustment a
      WHERE a.payment_id = p.id AND a.status = ANY($2)) AS history,
    (SELECT count(*)::int FROM attempt t WHERE t.payment_id = p.id) AS attempts
  FROM payment p WHERE id = $1`;

/** Premiums by a card that is kept at Stripe. */
export function cardFlows(world: World<StripeFake>): Flow[] {
  const { books } = world.fake;
  const sessionsOf = (mandateId: string) =>
    books.sessions.filter(({ metadata }) => metadata.mandate_id === mandateId);
  const say = (mandateId: string, number: string) => {
    for (const session of sessionsOf(mandateId).filter(({ status }) => status === "open"))
      agreeOnPage(books, session, number, world.fake.origin);
  };
  const asked = async () => {
    const payer = await aPayer(world, "card");
    await perform({ does: "open_agreement", linkToken: payer.linkToken });
    return payer;
  };
  const agreed = async (number: string) => {
    const payer = await asked();
    say(payer.mandateId, number);
    await perform({ does: "come_back_from_agreement", linkToken: payer.linkToken });
    return payer;
  };
  const made = (mandateId: string) => () =>
    sessionsOf(mandateId).filter(({ status }) => status === "complete").length;
  return [
    {
      name: "a payer opens the page on which a card is kept",
      given: async () => {
        const { mandateId, linkToken } = await aPayer(world, "card");
        return {
          act: { does: "open_agreement", linkToken },
          later: () => say(mandateId, PAYS),
          ...agreementEnding(mandateId, made(mandateId)),
        };
      },
    },
    {
      name: "a payer comes back, and a card is kept",
      given: async () => {
        const { mandateId, linkToken } = await asked();
        say(mandateId, PAYS);
        const act = { does: "come_back_from_agreement", linkToken } as const;
        return { act, ...agreementEnding(mandateId, made(mandateId)) };
      },
    },
    {
      name: "a premium is charged while the payer is away",
      given: async () => {
        const paymentId = await (await agreed(PAYS)).premium();
        return {
          act: { does: "collect", paymentId },
          ...premiumEnding(paymentId, "succeeded", ["succeeded"]),
        };
      },
    },
    {
      name: "a premium is declined while the payer is away",
      given: async () => {
        const paymentId = await (await agreed(DECLINES)).premium();
        return { act: { does: "collect", paymentId }, ...premiumEnding(paymentId, "failed", ["failed"], 0n) };
      },
    },
  ];
}

/** Who pays by mandates at GoCardless, as far as a flow needs them. */
function debtors(world: World<GoCardlessFake>) {
  const { books } = world.fake;
  const requestsOf = (id: string) =>
    books.billingRequests.filter(({ metadata }) => metadata.mandate_id === id);
  const say = (mandateId: string) => {
    const requests = requestsOf(mandateId).map(({ id }) => id);
    for (const flow of books.flows.filter(({ links }) => requests.includes(links.billing_request))) {
      const token = agree(books, flow, "Thandi Nkosi", "55779911");
      if (token) activateMandate(books, token);
    }
  };
  const asked = async () => {
    const payer = await aPayer(world, "debit_order");
    await perform({ does: "open_agreement", linkToken: payer.linkToken });
    return payer;
  };
  const agreed = async () => {
    const payer = await asked();
    say(payer.mandateId);
    await perform({ does: "come_back_from_agreement", linkToken: payer.linkToken });
    return payer;
  };
  const collecting = async () => {
    const paymentId = await (await agreed()).premium();
    await perform({ does: "collect", paymentId });
    const [attempt] = await runUnprepared<{ id: string }>("SELECT id FROM attempt WHERE payment_id = $1", [
      paymentId,
    ]);
    return { paymentId, debit: debitOf(found(attempt).id) };
  };
  const debitOf = (attemptId: string) =>
    found(books.payments.find(({ metadata }) => metadata.attempt_id === attemptId)).id;
  return { say, asked, agreed, collecting };
}

/** A premium that the bank has paid. */
export async function aCollectedPremium(world: World<GoCardlessFake>): Promise<string> {
  const { paymentId, debit } = await debtors(world).collecting();
  confirmPayment(world.fake.books, debit);
  await allTold();
  return paymentId;
}

/** Premiums by a mandate at GoCardless, up to the day on which the bank takes the money back. */
export function debitFlows(world: World<GoCardlessFake>): Flow[] {
  const { fake, connectionId } = world;
  const { books } = fake;
  const { say, asked, agreed, collecting } = debtors(world);
  const confirmAll = () => {
    for (const { id, status } of books.payments)
      if (status === "pending_submission") confirmPayment(books, id);
  };
  const made = (mandateId: string) => () =>
    books.mandates.filter(({ metadata }) => metadata.mandate_id === mandateId).length;
  return [
    {
      name: "a payer opens the page of a mandate",
      given: async () => {
        const { mandateId, linkToken } = await aPayer(world, "debit_order");
        return {
          act: { does: "open_agreement", linkToken },
          later: () => say(mandateId),
          ...agreementEnding(mandateId, made(mandateId)),
        };
      },
    },
    {
      name: "a payer comes back, and a mandate is agreed to",
      given: async () => {
        const { mandateId, linkToken } = await asked();
        say(mandateId);
        const act = { does: "come_back_from_agreement", linkToken } as const;
        return { act, ...agreementEnding(mandateId, made(mandateId)) };
      },
    },
    {
      name: "a premium is collected",
      given: async () => {
        const paymentId = await (await agreed()).premium();
        return {
          act: { does: "collect", paymentId },
          later: confirmAll,
          ...premiumEnding(paymentId, "succeeded", ["succeeded"]),
        };
      },
    },
    {
      name: "a message comes that the bank has paid, and is sent again where it was not answered",
      given: async () => {
        const { paymentId, debit } = await collecting();
        confirmPayment(books, debit);
        const { body, signature } = fake.signed(books.events.slice(0, 1), SECRET);
        const headers = { "webhook-signature": signature };
        const act = { does: "take_in_message", connection: connectionId, body, headers } as const;
        return { act, ...premiumEnding(paymentId, "succeeded", ["succeeded"]) };
      },
    },
    {
      name: "it is told that the bank has taken back what it had paid",
      given: async () => {
        const { paymentId, debit } = await collecting();
        confirmPayment(books, debit);
        await allTold();
        failPayment(books, debit);
        return {
          act: { does: "take_in_events" },
          ...premiumEnding(paymentId, "failed", ["succeeded", "failed"], 0n),
        };
      },
    },
  ];
}
