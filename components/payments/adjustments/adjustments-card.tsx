import { currentOperator } from "@/app/operator";
import { STATUS_LOOKS } from "@/components/payments/status";
import { StatusBadge } from "@/components/payments/status-badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { may } from "@/lib/auth/permissions";
import { newId, spellId } from "@/lib/ids";
import type { PaymentDetail } from "@/lib/payments/get-payment";
import { movesMoney, reportableStatuses } from "@/lib/payments/life-cycle";
import { AddAdjustment } from "./add-adjustment";
import { runningAmounts } from "./running-amounts";

/** The adjustments a payment is made of, by the time they happened, with what it was worth after each. */
export async function AdjustmentsCard({ detail }: { detail: PaymentDetail }) {
  const { payment } = detail;
  const operator = await currentOperator();
  const next = reportableStatuses(payment.kind, payment.status);
  const { currency, precision } = payment;
  return (
    <Card>
      <CardHeader
        title="Adjustments"
        description="By the time they happened, latest first"
        actions={
          operator &&
          may(operator, "payments:adjust") &&
          next.length > 0 && (
            <AddAdjustment
              id={spellId("pay", payment.id)}
              currency={currency}
              reference={`${payment.reference.slice(0, 40)}/${payment.version + 1}/${newId().slice(-4)}`}
              statuses={next.map((status) => ({
                status,
                label: STATUS_LOOKS[status].label,
                money: movesMoney(status),
              }))}
            />
          )
        }
      />
      <Table caption="Adjustments, latest first">
        <TableHead>
          <HeaderCell>Happened</HeaderCell>
          <HeaderCell>Status</HeaderCell>
          <HeaderCell numeric>Amount</HeaderCell>
          <HeaderCell numeric>Worth after it</HeaderCell>
          <HeaderCell>Reference</HeaderCell>
          <HeaderCell>By</HeaderCell>
        </TableHead>
        <TableBody>
          {runningAmounts(payment, detail.adjustments).map(({ adjustment, amountMinor }) => (
            <TableRow key={adjustment.sequence}>
              <Cell>
                <Time at={adjustment.occurredAt} />
              </Cell>
              <Cell label="Status">
                <StatusBadge status={adjustment.status} />
              </Cell>
              <Cell label="Amount" numeric>
                {adjustment.amountMinor === null ? (
                  "–"
                ) : (
                  <Money amountMinor={adjustment.amountMinor} currency={currency} precision={precision} />
                )}
              </Cell>
              <Cell label="Worth after it" numeric>
                <Money amountMinor={amountMinor} currency={currency} precision={precision} />
              </Cell>
              <Cell label="Reference" className="max-w-48 truncate font-mono text-xs">
                {adjustment.reference}
              </Cell>
              <Cell label="By">{adjustment.actorLabel}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
