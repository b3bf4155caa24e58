import Link from "next/link";
import { Money } from "@/components/ui/money";
import { ShortId, shortenId } from "@/components/ui/short-id";
import { Cell, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import type { Payment } from "@/lib/payments/payment";
import { declineLabel } from "./decline-text";
import { PaymentCard } from "./payment-card";
import { paymentStatus } from "./payment-status";
import { SelectPayment } from "./selection";
import { StatusBadge } from "./status-badge";

/** The row's one link covers it all, and is what j, k and Enter walk; x presses its checkbox where it has one. */
export function PaymentRow({ payment, selectable = false }: { payment: Payment; selectable?: boolean }) {
  const id = spellId("pay", payment.id);
  const name = payment.merchantReference ?? payment.description ?? shortenId(id);
  const { currency, precision } = payment;
  return (
    <TableRow data-row className="relative">
      {selectable && (
        <Cell className="w-px pr-0 max-sm:absolute max-sm:top-3 max-sm:right-4 max-sm:z-10">
          <SelectPayment
            id={id}
            name={name}
            amountMinor={payment.initialAmountMinor.toString()}
            currency={currency}
          />
        </Cell>
      )}
      <Cell className="max-w-72 max-sm:max-w-none max-sm:pr-8">
        <span className="flex min-w-0 items-baseline gap-2">
          <Link
            href={`/payments/${id}`}
            className="truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
          >
            {name}
          </Link>
          {payment.merchantReference && payment.description && (
            <span className="truncate text-muted-foreground max-lg:hidden">{payment.description}</span>
          )}
        </span>
      </Cell>
      <Cell numeric label="Amount" className="font-medium">
        <Money amountMinor={payment.initialAmountMinor} currency={currency} precision={precision} />
      </Cell>
      <Cell label="Status">
        <span className="inline-flex items-center gap-2">
          <StatusBadge status={paymentStatus(payment)} />
          {payment.failureCode && (
            <span className="text-muted-foreground text-xs max-xl:hidden">
              {declineLabel(payment.failureCode)}
            </span>
          )}
        </span>
      </Cell>
      <Cell label="Card" className="max-md:sm:hidden">
        <PaymentCard brand={payment.cardBrand} last4={payment.cardLast4} />
      </Cell>
      <Cell label="Id" className="max-lg:sm:hidden">
        <ShortId id={id} name="payment id" className="relative z-10" />
      </Cell>
      <Cell label="Created" className="text-muted-foreground sm:text-right">
        <Time at={payment.createdAt} />
      </Cell>
    </TableRow>
  );
}
