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
export function PaymentRow({
  payment,
  selectable = false,
}: {
  payment: Payment & { customerName?: string | null };
  selectable?: boolean;
}) {
  const id = spellId("pay", payment.id);
  const name = payment.merchantReference ?? payment.description ?? shortenId(id);
  const about = [payment.customerName, payment.description].find((each) => each && each !== name);
  const { currency, precision } = payment;
  return (
    <TableRow
      data-row
      className="relative max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-4 max-sm:gap-y-1"
    >
      {selectable && (
        <Cell className="w-px pr-0 max-sm:hidden">
          <SelectPayment
            id={id}
            name={name}
            amountMinor={payment.initialAmountMinor.toString()}
            currency={currency}
          />
        </Cell>
      )}
      <Cell className="max-w-72 max-sm:min-w-0 max-sm:max-w-none">
        <span className="flex min-w-0 items-baseline gap-2">
          <Link
            href={`/payments/${id}`}
            className="truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
          >
            {name}
          </Link>
          {about && <span className="truncate text-muted-foreground max-lg:hidden">{about}</span>}
        </span>
      </Cell>
      <Cell numeric className="font-medium max-sm:justify-end">
        <Money amountMinor={payment.initialAmountMinor} currency={currency} precision={precision} />
      </Cell>
      <Cell>
        <span className="inline-flex items-center gap-2">
          <StatusBadge status={paymentStatus(payment)} />
          {payment.failureCode && (
            <span className="text-muted-foreground text-xs max-xl:hidden">
              {declineLabel(payment.failureCode)}
            </span>
          )}
        </span>
      </Cell>
      <Cell className="max-md:hidden max-sm:hidden">
        <PaymentCard brand={payment.cardBrand} last4={payment.cardLast4} />
      </Cell>
      <Cell className="max-lg:hidden max-sm:hidden">
        <ShortId id={id} name="payment id" className="relative z-10" />
      </Cell>
      <Cell className="text-muted-foreground max-sm:justify-end max-sm:text-xs sm:text-right">
        <Time at={payment.createdAt} />
      </Cell>
    </TableRow>
  );
}
