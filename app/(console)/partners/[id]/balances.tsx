import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { ofCurrency } from "@/lib/money/amount";
import type { PartnerBalance } from "@/lib/referrals/partners/get-partner";

/** What a partner has earned, by currency: held back, owed now and how much of that waits, paid. */
export function Balances({ balances }: { balances: readonly PartnerBalance[] }) {
  return (
    <Card>
      <CardHeader title="Balance" description="Owed is approved and not paid out yet; refunds are netted." />
      <CardBody className="grid gap-3">
        {balances.length === 0 && <p className="text-muted-foreground">Nothing has been earned yet.</p>}
        {balances.map(({ currency, owedMinor, disputedMinor, pendingMinor, paidMinor, unmarkedMinor }) => (
          <dl key={currency} className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
            <dt className="font-medium">{owedMinor < 0n ? "In debt" : "Owed"}</dt>
            <dd className="text-right font-medium">
              <Money {...ofCurrency(owedMinor, currency)} code />
            </dd>
            {disputedMinor > 0n && (
              <>
                <dt className="text-muted-foreground">Of it not due: payments in dispute, or lost</dt>
                <dd className="text-right">
                  <Money {...ofCurrency(disputedMinor, currency)} code />
                </dd>
              </>
            )}
            <dt className="text-muted-foreground">Held</dt>
            <dd className="text-right">
              <Money {...ofCurrency(pendingMinor, currency)} code />
            </dd>
            <dt className="text-muted-foreground">Paid out</dt>
            <dd className="text-right">
              <Money {...ofCurrency(paidMinor, currency)} code />
            </dd>
            {unmarkedMinor !== 0n && (
              <>
                <dt className="text-muted-foreground">
                  Of it not marked: whether the bank paid is not known
                </dt>
                <dd className="text-right">
                  <Money {...ofCurrency(unmarkedMinor, currency)} code />
                </dd>
              </>
            )}
          </dl>
        ))}
      </CardBody>
    </Card>
  );
}
