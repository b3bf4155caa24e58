import type { PaymentView } from "@/app/(console)/payments/[id]/_detail/payment-view";
import { PaymentAmount } from "@/components/payments/payment-amount";
import { StatusBadge } from "@/components/payments/status-badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { AddAdjustment } from "./add-adjustment";

/** The adjustments a payment is made of, by the time they happened, with what it was worth after each. */
export function AdjustmentsCard({ view }: { view: PaymentView }) {
  const { id, offer, adjustments, facts } = view;
  const { currency, precision, direction } = facts;
  return (
    <Card>
      <CardHeader
        title="Adjustments"
        description="By the time they happened, latest first"
        actions={<AddAdjustment id={id} currency={currency} offer={offer} />}
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
          {adjustments.map(({ sequence, occurredAt, status, amountMinor, worthMinor, ...line }) => (
            <TableRow key={sequence}>
              <Cell>
                <Time at={occurredAt} />
              </Cell>
              <Cell label="Status">
                <StatusBadge status={status} />
              </Cell>
              <Cell label="Amount" numeric>
                {amountMinor === null ? (
                  "–"
                ) : (
                  <PaymentAmount {...{ amountMinor, currency, precision, direction }} />
                )}
              </Cell>
              <Cell label="Worth after it" numeric>
                <PaymentAmount amountMinor={worthMinor} {...{ currency, precision, direction }} />
              </Cell>
              <Cell
                label="Reference"
                className="max-w-24 truncate font-mono text-xs max-sm:max-w-none 2xl:max-w-48"
              >
                {line.reference}
              </Cell>
              <Cell label="By">{line.actorLabel}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
