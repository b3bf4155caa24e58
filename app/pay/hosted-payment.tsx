import type { ReactNode } from "react";
import { PayForm } from "@/app/pay/[token]/_form/pay-form";
import type { Notice } from "@/app/pay/[token]/_form/pay-notice";
import {
  CancelledState,
  ChallengeState,
  ExpiredState,
  HeldState,
  LockedState,
  ProcessingState,
  ProviderPageState,
  UnpayableState,
} from "@/app/pay/[token]/_form/pay-state";
import { ProviderPageForm } from "@/app/pay/[token]/_form/provider-page-form";
import { CustomerTime } from "@/components/checkout/customer-time";
import { NEW_CARD } from "@/components/checkout/method-choice";
import { TellParent } from "@/components/checkout/tell-parent";
import type { Reader } from "@/components/ui/reader";
import type { CheckoutPage } from "@/lib/checkout/get-checkout-page";
import { declineFact, declineOf } from "@/lib/connectors/decline-codes";
import { CARD_PROBLEMS, type CardProblem } from "@/lib/connectors/typed-card/typed-card";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { isolated } from "@/lib/text/isolated";
import {
  challengeAddress,
  continueAddress,
  GONE,
  providerPageAddress,
  returnAddress,
  submitAddress,
} from "./addresses";
import { waitOf } from "./destination";
import type { KeptInput } from "./kept-input";

const MINUTE_MS = 60_000;

/** States in which the customer would have something charged. */
const CHARGES: readonly string[] = ["open", "requires_action", "locked"] satisfies CheckoutPage["state"][];

interface HostedPaymentProps {
  token: string;
  page: CheckoutPage;
  now: Date;
  reader: Reader;
  query: Record<string, string | string[] | undefined>;
  kept: KeptInput | null;
}

/** What there is to do with a link that is not paid yet, by its state. */
export function HostedPayment(props: HostedPaymentProps) {
  const { token, page, reader } = props;
  const to = { merchantName: page.merchant.name, backTo: page.failureRedirectUrl };
  const timeOf = (time: Date) => <CustomerTime at={time.toISOString()} {...reader} />;
  const failed = <TellParent type="payment_error" paymentId={page.payment.publicId} />;
  if (page.held && CHARGES.includes(page.state)) return <HeldState {...to} />;
  switch (page.state) {
    case "open":
      return page.pays.by === "nothing" ? (
        <UnpayableState {...to} />
      ) : (
        <OpenPayment {...props} pays={page.pays} />
      );
    case "requires_action":
      if (!page.openAttempt?.hosted) return <ChallengeState challengeHref={challengeAddress(token)} />;
      return (
        <ProviderPageState
          action={providerPageAddress(token)}
          label={page.pays.by === "page" ? page.pays.label : "the payment provider"}
          lookHref={returnAddress(token)}
        />
      );
    case "locked":
      return (
        <>
          <LockedState {...to} {...lockOf(page, props.now, timeOf)} />
          {failed}
        </>
      );
    case "expired":
      return (
        <>
          <ExpiredState {...to} expiredAt={timeOf(page.expiresAt)} />
          {failed}
        </>
      );
    case "cancelled":
      return (
        <>
          <CancelledState {...to} />
          {failed}
        </>
      );
    case "processing":
    case "completed":
      return <ProcessingState checkHref={continueAddress(token)} />;
  }
}

/** A lock that ends no sooner than the link does is the end of it. */
function lockOf(
  { lockedUntil, expiresAt, lastDecline }: CheckoutPage,
  now: Date,
  timeOf: (at: Date) => ReactNode,
) {
  const until = lockedUntil ?? now;
  return {
    reason: lastDecline && declineFact(lastDecline.code),
    again: until < expiresAt ? { at: timeOf(until), minutes: minutesUntil(until, now) } : null,
  };
}

interface OpenPaymentProps extends HostedPaymentProps {
  pays: Exclude<CheckoutPage["pays"], { by: "nothing" }>;
}

function OpenPayment({ token, page, pays, now, reader, query, kept }: OpenPaymentProps) {
  const { payment, merchant, savedMethods } = page;
  const total = formatMoney(ofCurrency(payment.amountMinor, payment.currency), { locale: reader.locale });
  return (
    <div className="flex flex-col gap-5">
      {pays.by === "page" ? (
        <ProviderPageForm
          action={providerPageAddress(token)}
          label={pays.label}
          total={total}
          notice={noticeOf(page, query)}
        />
      ) : (
        <PayForm
          action={submitAddress(token)}
          paymentId={payment.publicId}
          total={total}
          numbers={pays.form.cards.map(({ number }) => number)}
          savedMethods={savedMethods}
          saveOffer={
            page.savePaymentMethod ? `Save this card for my next payment to ${isolated(merchant.name)}` : null
          }
          now={now.toISOString()}
          kept={{ expiry: "", save: false, ...kept, method: chosenOf(savedMethods, kept) }}
          problems={[query.check ?? []].flat().filter(isCardProblem)}
          notice={noticeOf(page, query)}
        />
      )}
      {page.failureRedirectUrl && (
        <p className="text-center">
          <a
            href={page.failureRedirectUrl}
            target="_top"
            className="inline-flex min-h-6 items-center text-muted-foreground underline underline-offset-2 hover:text-foreground"
          >
            Back to {isolated(merchant.name)}
          </a>
        </p>
      )}
      {query.declined && <TellParent type="payment_error" paymentId={payment.publicId} />}
    </div>
  );
}

/** What was chosen before, while it can be; else the newest card that has not expired, or a new one. */
function chosenOf(savedMethods: CheckoutPage["savedMethods"], kept: KeptInput | null): string {
  const choices = [...savedMethods.filter(({ expired }) => !expired).map(({ id }) => id), NEW_CARD];
  return choices.find((each) => each === kept?.method) ?? choices[0] ?? NEW_CARD;
}

/** Rounded up: coming back after them is never too early. */
function minutesUntil(time: Date, now: Date): number {
  return Math.max(1, Math.ceil((time.getTime() - now.getTime()) / MINUTE_MS));
}

function noticeOf(
  { lastDecline, attemptsLeft }: CheckoutPage,
  query: HostedPaymentProps["query"],
): Notice | null {
  if (query.fault) return { kind: "fault" };
  if (query.refused) return { kind: "refused" };
  const gone = GONE.find((each) => each === query.gone);
  if (gone) return { kind: "gone", gone };
  if (query.proof) return { kind: "proof_required" };
  const wait = waitOf(query.wait);
  if (wait) return { kind: "wait", minutes: wait };
  if (!lastDecline) return null;
  return { kind: "declined", message: declineOf(lastDecline.code).customer, triesLeft: attemptsLeft };
}

function isCardProblem(text: string): text is CardProblem {
  return Object.hasOwn(CARD_PROBLEMS, text);
}
