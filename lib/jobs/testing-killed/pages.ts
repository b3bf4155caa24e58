import { aLink, aMerchant } from "@/lib/checkout/testing";
import type { Session } from "@/lib/connectors/testing/stripe-fake/books";
import { closeDispute, failRefund, openDispute, payPage } from "@/lib/connectors/testing/stripe-fake/pay";
import type { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { perform } from "./acts";
import { allTold, type Flow } from "./flow";
import { SECRET, type World } from "./world";

const AMOUNT = 4_900n;
const HALF = 2_450;
const CARD = "4242424242424242";

/** A payment on Stripe's page, from the link to the lost dispute. */
export function pageFlows({ fake, connectionId, route }: World<StripeFake>): Flow[] {
  const { books } = fake;

  const link = async () => {
    const { id: merchantId } = await aMerchant();
    await route(merchantId, "checkout");
    return aLink({ merchantId, amount: AMOUNT, currency: "GBP" });
  };
  const attemptsOf = async (paymentId: string) => {
    const rows = await runUnprepared<{ id: string }>("SELECT id FROM attempt WHERE payment_id = $1", [
      paymentId,
    ]);
    return rows.map(({ id }) => id);
  };
  const sessionsOf = async (paymentId: string): Promise<Session[]> => {
    const attempts = await attemptsOf(paymentId);
    return books.sessions.filter(({ clientReferenceId }) => attempts.includes(clientReferenceId ?? ""));
  };
  const pay = async (paymentId: string) => {
    const open = (await sessionsOf(paymentId)).filter(({ status }) => status === "open");
    // Every page that can be paid is paid: where there are two, that is the fault looked for.
    for (const session of open) payPage(books, session, CARD, fake.origin);
  };
  const opened = async () => {
    const made = await link();
    await perform({ does: "open_page", paymentId: made.id, token: made.token });
    return made;
  };
  const paid = async () => {
    const made = await opened();
    await pay(made.id);
    return made;
  };
  const settled = async () => {
    const made = await paid();
    await perform({ does: "come_back", paymentId: made.id });
    await allTold();
    const intent = (await sessionsOf(made.id)).find((session) => session.intent)?.intent;
    if (!intent) throw new Error("nothing was paid");
    return { ...made, intent };
  };
  /** What lasts of a payment: its money, what moved it, and on how many pages it was paid. */
  const ending = (paymentId: string, history: string[], refunded = 0) => ({
    end: async () => {
      const [row] = await runUnprepared(MONEY, [paymentId, MOVES]);
      const pages = (await sessionsOf(paymentId)).filter(({ status }) => status === "complete");
      return { ...row, pages: pages.length };
    },
    done: { collected: AMOUNT, refunded: BigInt(refunded), history, pages: 1 },
  });
  const takeIn = { does: "take_in_events" } as const;

  return [
    {
      name: "a customer opens the page, and pays",
      given: async () => {
        const made = await link();
        const act = { does: "open_page", paymentId: made.id, token: made.token } as const;
        return { act, later: () => pay(made.id), ...ending(made.id, ["succeeded"]) };
      },
    },
    {
      name: "a customer comes back from the page, and has paid",
      given: async () => {
        const { id: paymentId } = await paid();
        return { act: { does: "come_back", paymentId }, ...ending(paymentId, ["succeeded"]) };
      },
    },
    {
      name: "a page is closed that was left, and the link is paid on another",
      given: async () => {
        const made = await opened();
        await runUnprepared(
          "UPDATE attempt SET started_at = started_at - interval '31 minutes' WHERE payment_id = $1",
          [made.id],
        );
        const later = async () => {
          await perform({ does: "open_page", paymentId: made.id, token: made.token });
          await pay(made.id);
        };
        return { act: { does: "resolve" }, later, ...ending(made.id, ["succeeded"]) };
      },
    },
    {
      name: "half is given back",
      given: async () => {
        const { id: paymentId } = await settled();
        const act = { does: "refund", paymentId, amountMinor: HALF, key: newId() } as const;
        return { act, ...ending(paymentId, ["succeeded", "refunded"], HALF) };
      },
    },
    {
      name: "it is told that a refund did not arrive",
      given: async () => {
        const { id: paymentId, intent } = await settled();
        await perform({ does: "refund", paymentId, amountMinor: HALF, key: newId() });
        failRefund(books, found(books.refunds.find((refund) => refund.intent === intent)).id);
        return { act: takeIn, ...ending(paymentId, ["succeeded", "refunded", "refund_reversed"]) };
      },
    },
    {
      name: "it is told that a payment is disputed, and that the dispute is lost",
      given: async () => {
        const { id: paymentId, intent } = await settled();
        closeDispute(books, openDispute(books, intent), "lost");
        return { act: takeIn, ...ending(paymentId, ["succeeded", "dispute", "dispute_lost"]) };
      },
    },
    {
      name: "a message comes, and is sent again where it was not answered",
      given: async () => {
        const { id: paymentId } = await paid();
        const { body, signature } = fake.signed(found(books.events[0]), SECRET);
        const headers = { "stripe-signature": signature };
        const act = { does: "take_in_message", connection: connectionId, body, headers } as const;
        return { act, ...ending(paymentId, ["succeeded"]) };
      },
    },
    {
      name: "the provider is asked what has happened",
      given: async () => {
        const { id: paymentId } = await paid();
        return { act: takeIn, ...ending(paymentId, ["succeeded"]) };
      },
    },
  ];
}

const MOVES = ["succeeded", "refunded", "refund_reversed", "dispute", "dispute_lost"];

const MONEY = `
  SELECT collected_minor AS collected, refunded_minor AS refunded,
    (SELECT array_agg(status ORDER BY sequence) FROM adjustment a
      WHERE a.payment_id = p.id AND a.status = ANY($2)) AS history
  FROM payment p WHERE id = $1`;

export function found<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Error("the stand-in has no such thing");
  return item;
}
