import type { MollieFake } from "@/lib/connectors/testing/mollie-fake/server";
import { closeDispute, failRefund, openDispute, payPage } from "@/lib/connectors/testing/stripe-fake/pay";
import type { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { found, type PagesThere } from "./pages";
import { SECRET } from "./world";

const CARD = "4242424242424242";

export function stripePages(fake: StripeFake): PagesThere {
  const { books } = fake;
  const sessionsOf = (attempts: readonly string[], is: "open" | "complete") =>
    books.sessions.filter(
      ({ clientReferenceId, status }) => attempts.includes(clientReferenceId ?? "") && status === is,
    );
  const intentOf = (attempts: readonly string[]) =>
    found(sessionsOf(attempts, "complete").find(({ intent }) => intent)?.intent ?? undefined);
  return {
    pay: (attempts) => {
      for (const session of sessionsOf(attempts, "open")) payPage(books, session, CARD, fake.origin);
    },
    paid: (attempts) => sessionsOf(attempts, "complete").length,
    refundFails: (attempts) => {
      const intent = intentOf(attempts);
      failRefund(books, found(books.refunds.find((refund) => refund.intent === intent)).id);
    },
    message: () => {
      const { body, signature } = fake.signed(found(books.events[0]), SECRET);
      return { body, headers: { "stripe-signature": signature } };
    },
    disputes: {
      opensAndLoses: (attempts) => closeDispute(books, openDispute(books, intentOf(attempts)), "lost"),
    },
  };
}

export function molliePages(fake: MollieFake): PagesThere {
  const paymentsOf = (attempts: readonly string[], is: "open" | "paid") =>
    fake.payments.filter(
      ({ metadata, status }) => attempts.includes(metadata?.attempt_id ?? "") && status === is,
    );
  return {
    pay: (attempts) => {
      for (const payment of paymentsOf(attempts, "open"))
        fake.becomes(Object.assign(payment, { method: "ideal", details: {} }), "paid");
    },
    paid: (attempts) => paymentsOf(attempts, "paid").length,
    refundFails: (attempts) => {
      const ids = paymentsOf(attempts, "paid").map(({ id }) => id);
      fake.becomes(found(fake.refunds.find(({ paymentId }) => ids.includes(paymentId ?? ""))), "failed");
    },
    message: () => {
      const { body, signature } = fake.signed(SECRET);
      return { body, headers: { "x-mollie-signature": signature } };
    },
  };
}
