import { CardBody } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import type { ReferralPaymentRow } from "@/lib/referrals/referrals/get-referral";

export function PaymentRows({ payments }: { payments: readonly ReferralPaymentRow[] }) {
  if (payments.length === 0)
    return <CardBody className="text-muted-foreground">No payment has been recorded yet.</CardBody>;
  return (
    <Table caption="Payments, newest first">
      <TableHead>
        <HeaderCell>Paid</HeaderCell>
        <HeaderCell>Subscription</HeaderCell>
        <HeaderCell numeric>Amount</HeaderCell>
        <HeaderCell numeric>After refunds</HeaderCell>
      </TableHead>
      <TableBody>
        {payments.map(({ id, amountMinor, leftMinor, undone, currency, precision, paidAt, subscription }) => (
          <TableRow key={id} data-row className="relative">
            <Cell>
              <RowLink href={`/payments/${spellId("pay", id)}`}>
                <Time at={paidAt} />
              </RowLink>
            </Cell>
            <Cell label="Subscription" className="max-w-48 max-sm:max-w-none truncate">
              {subscription ?? <span className="text-muted-foreground">One-off</span>}
            </Cell>
            <Cell label="Amount" numeric>
              <Money amountMinor={amountMinor} currency={currency} precision={precision} />
            </Cell>
            <Cell label="After refunds" numeric className={leftMinor < amountMinor ? "text-returned" : ""}>
              {undone ? (
                "Undone"
              ) : (
                <Money amountMinor={leftMinor} currency={currency} precision={precision} />
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
