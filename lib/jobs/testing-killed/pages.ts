import { aLink, aMerchant } from "@/lib/checkout/testing";
import type { HttpFake } from "@/lib/connectors/testing/http-fake";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { perform } from "./acts";
import { allTold, type Flow } from "./flow";
import type { World } from "./world";

const AMOUNT = 4_900n;
const HALF = 2_450;

/** What happens on a provider's pages, and what it tells of it. Pages are known by the attempts they were made for. */
export interface PagesThere {
  /** Pays on every page that can be paid: where there are two, that is the fault looked for. */
  pay: (attempts: readonly string[]) => void;
  /** On how many pages it was paid. */
  paid: (attempts: readonly string[]) => number;
  /** What was given back of them last does not arrive. */
  refundFails: (attempts: readonly string[]) => void;
  /** What was told last, as it is sent. */
  message: () => { body: string; headers: Record<string, string> };
  /** What some providers have: what was paid is disputed, and lost. */
  disputes?: { opensAndLoses: (attempts: readonly string[]) => void };
}

/** A payment on a provider's page, from the link to what is told of it last. */
export function pageFlows({ connectionId, route }: World<HttpFake>, there: PagesThere): Flow[] {
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
  const pay = async (paymentId: string) => there.pay(await attemptsOf(paymentId));
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
    return made;
  };
  /** What lasts of a payment: its money, what moved it, and on how many pages it was paid. */
  const ending = (paymentId: string, history: string[], refunded = 0) => ({
    end: async () => {
      const [row] = await runUnprepared(MONEY, [paymentId, MOVES]);
      return { ...row, pages: there.paid(await attemptsOf(paymentId)) };
    },
    done: { collected: AMOUNT, refunded: BigInt(refunded), history, pages: 1 },
  });
  const takeIn = { does: "take_in_events" } as const;

  const { disputes } = there;
  const disputed: Flow[] = disputes
    ? [
        {
          name: "it is told that a payment is disputed, and that the dispute is lost",
          given: async () => {
            const { id: paymentId } = await settled();
            disputes.opensAndLoses(await attemptsOf(paymentId));
            return { act: takeIn, ...ending(paymentId, ["succeeded", "dispute", "dispute_lost"]) };
          },
        },
      ]
    : [];
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
          "UPDATE attempt SET started_at = started_at - interval '31 minutes' WHERE payment_id = $1 AND state <> 'failed'",
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
        const { id: paymentId } = await settled();
        await perform({ does: "refund", paymentId, amountMinor: HALF, key: newId() });
        there.refundFails(await attemptsOf(paymentId));
        return { act: takeIn, ...ending(paymentId, ["succeeded", "refunded", "refund_reversed"]) };
      },
    },
    {
      name: "a message comes, and is sent again where it was not answered",
      given: async () => {
        const { id: paymentId } = await paid();
        const act = { does: "take_in_message", connection: connectionId, ...there.message() } as const;
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
    ...disputed,
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
