import { cn } from "@/components/ui/cn";
import { CircleCheckIcon, UndoIcon } from "@/components/ui/icons";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { cardName } from "@/lib/text/card-brand";
import { isolated } from "@/lib/text/isolated";
import { BrandMark } from "./brand-mark";
import { CustomerTime } from "./customer-time";
import { HeadlineAmount } from "./headline-amount";
import { MerchantMark } from "./merchant-mark";
import type { SummaryLine } from "./order-summary";
import styles from "./receipt.module.css";

export interface ReceiptProps {
  merchant: { name: string; logoColor: string };
  amountMinor: bigint;
  /** What of it the merchant gave back. */
  refundedMinor: bigint;
  /** What of it the customer's bank took back for them. */
  takenBackMinor: bigint;
  currency: string;
  reference: string | null;
  lineItems: readonly SummaryLine[];
  /** As the door spells it: `pay_…`. */
  paymentId: string;
  paidAt: Date | null;
  card: { brand: string; last4: string } | null;
  testMode: boolean;
  locale: string;
  timeZone: string;
}

/** The part of the ticket that the customer keeps: torn off along its lower edge. */
export function Receipt(props: ReceiptProps) {
  const { merchant, paidAt, card, locale, timeZone } = props;
  const badge = badgeOf(props);
  const money = (minor: bigint) => formatMoney(ofCurrency(minor, props.currency), { locale });
  return (
    <article className={styles.shadow} aria-label="Receipt">
      <div className={`${styles.torn} bg-card`}>
        <header className="flex flex-col items-center gap-3 px-6 pt-8 pb-6 text-center sm:px-8">
          <MerchantMark name={merchant.name} color={merchant.logoColor} className="size-11 text-lg" />
          <p className="wrap-anywhere font-medium text-base">{isolated(merchant.name)}</p>
          <HeadlineAmount>{money(props.amountMinor)}</HeadlineAmount>
          <h1
            className={cn(
              "inline-flex items-center gap-1.5 rounded-full px-3 py-1 font-medium",
              badge === "Paid" ? "bg-positive-surface text-positive" : "bg-muted",
            )}
          >
            {badge === "Paid" ? <CircleCheckIcon className="size-4" /> : <UndoIcon className="size-4" />}
            {badge}
            {props.testMode && " in test mode"}
          </h1>
        </header>
        <div className="perforation-x" />
        <div className="grid gap-3 px-6 py-6 sm:px-8">
          {props.lineItems.length > 0 && (
            <>
              <dl className="grid gap-3">
                {props.lineItems.map((line, at) => (
                  <LineRow
                    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own and never move
                    key={at}
                    term={
                      line.quantity > 1
                        ? `${isolated(line.description)} × ${line.quantity}`
                        : isolated(line.description)
                    }
                  >
                    {money(line.amountMinor * BigInt(line.quantity))}
                  </LineRow>
                ))}
              </dl>
              <hr className="my-1 border-dashed" />
            </>
          )}
          <dl className="grid gap-3">
            {paidAt && (
              <Row term="Paid on">
                <CustomerTime at={paidAt.toISOString()} locale={locale} timeZone={timeZone} />
              </Row>
            )}
            {props.refundedMinor > 0n && <Row term="Refunded">{money(props.refundedMinor)}</Row>}
            {props.takenBackMinor > 0n && (
              <Row term="Given back by your bank">{money(props.takenBackMinor)}</Row>
            )}
            {card && (
              <Row term="Card">
                <span className="inline-flex items-center gap-2">
                  <BrandMark brand={card.brand} />
                  <span className="sr-only">{cardName(card.brand)} ending in</span>
                  <span aria-hidden="true">••••</span> {card.last4}
                </span>
              </Row>
            )}
            {props.reference && <Row term="Reference">{isolated(props.reference)}</Row>}
            <Row term="Payment">
              <span className="text-xs">{props.paymentId}</span>
            </Row>
          </dl>
        </div>
      </div>
    </article>
  );
}

/** What became of all of it, in a word or two. */
function badgeOf({ amountMinor, refundedMinor, takenBackMinor }: ReceiptProps): string {
  if (refundedMinor + takenBackMinor < amountMinor) return "Paid";
  if (takenBackMinor === 0n) return "Refunded";
  return refundedMinor === 0n ? "Given back by your bank" : "Given back";
}

/** What is bought, beside its price, which stands below where there is no room for both. */
function LineRow({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6">
      <dt className="min-w-0 flex-1 basis-32 wrap-anywhere text-muted-foreground">{term}</dt>
      <dd className="figures ml-auto whitespace-nowrap">{children}</dd>
    </div>
  );
}

/** A label, which is never broken, and what it names: below it where that is long. */
function Row({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6">
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="figures min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
