import { PaymentAmount } from "@/components/payments/payment-amount";
import { StatusBadge } from "@/components/payments/status-badge";
import { enumWords } from "@/components/policies/enum-words";
import { Day } from "@/components/ui/day";
import { EmptyState } from "@/components/ui/empty-state";
import { IntentLink } from "@/components/ui/intent-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { ofCurrency } from "@/lib/money/amount";
import { CATEGORY_NAMES } from "@/lib/payments/category";
import type { PolicyPaymentLine } from "./policy-query";

/** A policy's payments, each attempt with its number and, where it failed, why. */
export function PolicyPayments({ payments }: { payments: readonly PolicyPaymentLine[] }) {
  if (payments.length === 0)
    return <EmptyState title="No payments yet">Premiums, refunds and payouts are shown here.</EmptyState>;
  return (
    <Table caption="Payments of this policy, newest first">
      <TableHead>
        <HeaderCell>Day</HeaderCell>
        <HeaderCell>What</HeaderCell>
        <HeaderCell>Status</HeaderCell>
        <HeaderCell numeric>Amount</HeaderCell>
      </TableHead>
      <TableBody>
        {payments.map((payment) => (
          <TableRow key={payment.id} className="relative">
            <Cell label="Day">
              <Day day={payment.day} />
            </Cell>
            <Cell label="What">
              <span className="grid">
                <IntentLink
                  href={`/payments/${payment.id}`}
                  className="font-medium after:absolute after:inset-0 hover:text-primary"
                >
                  {payment.description ?? CATEGORY_NAMES[payment.paymentType]}
                </IntentLink>
                <span className="text-muted-foreground text-xs">
                  {[
                    CATEGORY_NAMES[payment.paymentType],
                    payment.premiumType && enumWords(payment.premiumType).toLowerCase(),
                    payment.retryNumber > 0 && `retry ${payment.retryNumber}`,
                    payment.failureReason,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
            </Cell>
            <Cell label="Status">
              <StatusBadge status={payment.status} />
            </Cell>
            <Cell label="Amount" numeric>
              <PaymentAmount
                {...ofCurrency(payment.amountMinor, payment.currency)}
                direction={payment.direction}
              />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
