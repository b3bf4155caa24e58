import { Badge } from "@/components/ui/badge";
import { CardBody } from "@/components/ui/card";
import { Day } from "@/components/ui/day";
import { Money } from "@/components/ui/money";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import type { PayoutRun, PayoutTotal } from "@/lib/referrals/payouts/payout-run";
import { runStates } from "./run-states";

export function RunRows({ runs, empty }: { runs: readonly PayoutRun[]; empty: string }) {
  if (runs.length === 0) return <CardBody className="pt-4 text-muted-foreground">{empty}</CardBody>;
  return (
    <Table caption="Made payouts, newest first">
      <TableHead>
        <HeaderCell>Period</HeaderCell>
        <HeaderCell>Merchant</HeaderCell>
        <HeaderCell numeric>To pay</HeaderCell>
        <HeaderCell>State</HeaderCell>
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
                <Day day={each.periodStart} /> – <Day day={each.periodEnd} />
              </RowLink>
            </Cell>
            <Cell label="Merchant" className="max-w-40 max-sm:max-w-none truncate">
              {each.merchantName}
            </Cell>
            <Cell label="To pay" numeric className="font-medium">
              {each.totals.map(({ currency, amountMinor }) => (
                <span key={currency} className="block">
                  <Money {...ofCurrency(amountMinor, currency)} />
                </span>
              ))}
            </Cell>
            <Cell label="State">
              <RunState totals={each.totals} />
            </Cell>
            <Cell label="Partners" numeric>
              {each.partnersPaid}
            </Cell>
            <Cell label="Carried over" numeric>
              {each.partnersCarriedOver}
            </Cell>
            <Cell label="Made by" className="max-w-40 max-sm:max-w-none truncate">
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

function RunState({ totals }: { totals: readonly PayoutTotal[] }) {
  return (
    <span className="inline-flex gap-1">
      {runStates(totals).map(({ label, tone }) => (
        <Badge key={label} tone={tone}>
          {label}
        </Badge>
      ))}
    </span>
  );
}
