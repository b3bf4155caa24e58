import { CardBody } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import type { PayoutRun } from "@/lib/referrals/payouts/payout-run";

export function RunRows({ runs }: { runs: readonly PayoutRun[] }) {
  if (runs.length === 0)
    return <CardBody className="text-muted-foreground">No payout has been made yet.</CardBody>;
  return (
    <Table caption="Made payouts, newest first">
      <TableHead>
        <HeaderCell>Period</HeaderCell>
        <HeaderCell>Merchant</HeaderCell>
        <HeaderCell numeric>Paid</HeaderCell>
        <HeaderCell numeric>Partners</HeaderCell>
        <HeaderCell numeric>Carried over</HeaderCell>
        <HeaderCell>Made by</HeaderCell>
        <HeaderCell className="sm:text-right">Made</HeaderCell>
      </TableHead>
      <TableBody>
        {runs.map((each) => (
          <TableRow key={each.id} data-row className="relative">
            <Cell>
              <RowLink href={`/payouts/${spellId("run", each.id)}`}>
                {each.periodStart} – {each.periodEnd}
              </RowLink>
            </Cell>
            <Cell label="Merchant" className="max-w-40 truncate">
              {each.merchantName}
            </Cell>
            <Cell label="Paid" numeric className="font-medium">
              {each.totals.map(({ currency, amountMinor }) => (
                <span key={currency} className="block">
                  <Money {...ofCurrency(amountMinor, currency)} />
                </span>
              ))}
            </Cell>
            <Cell label="Partners" numeric>
              {each.partnersPaid}
            </Cell>
            <Cell label="Carried over" numeric>
              {each.partnersCarriedOver}
            </Cell>
            <Cell label="Made by" className="max-w-40 truncate">
              {each.actorLabel}
            </Cell>
            <Cell label="Made" className="text-muted-foreground text-xs sm:text-right">
              <Time at={each.createdAt} show="day" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
