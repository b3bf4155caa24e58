import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Day } from "@/components/ui/day";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import type { PayoutRun, PayoutTotal } from "@/lib/referrals/payouts/payout-run";

/** How much of a run is paid, failed and open, by currency, and how the run came about. */
export function RunFacts({ run }: { run: PayoutRun }) {
  return (
    <Card>
      <CardHeader title="Facts" />
      <CardBody>
        <DefinitionList>
          <Definition term="To pay">
            <Totals totals={run.totals} of="amountMinor" />
          </Definition>
          <Definition term="Paid">
            <Totals totals={run.totals} of="paidMinor" />
          </Definition>
          <Definition term="Failed">
            <Totals totals={run.totals} of="failedMinor" />
          </Definition>
          <Definition term="Open">
            <Totals totals={run.totals} of="openMinor" />
          </Definition>
          <Definition term="Period">
            <Day day={run.periodStart} /> to <Day day={run.periodEnd} />, UTC
          </Definition>
          {run.partnerAlone && <Definition term="Only">{run.partnerAlone}</Definition>}
          <Definition term="Merchant">{run.merchantName}</Definition>
          <Definition term="Made by">{run.actorLabel}</Definition>
          <Definition term="Made">
            <Time at={run.createdAt} />
          </Definition>
          <Definition term="Id">
            <ShortId id={spellId("run", run.id)} name="payout id" />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}

function Totals({
  totals,
  of,
}: {
  totals: readonly PayoutTotal[];
  of: "amountMinor" | "paidMinor" | "failedMinor" | "openMinor";
}) {
  return totals.map((total) => (
    <span key={total.currency} className="block font-medium">
      <Money {...ofCurrency(total[of], total.currency)} code />
    </span>
  ));
}
