import { StateBadge } from "@/components/referrals/state-badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { ofCurrency } from "@/lib/money/amount";
import type { ReferralReport } from "@/lib/referrals/report";

/** Where the commissions stand, with what they come to; clawbacks count with the state they are in. */
export function CommissionsByState({ commissions }: { commissions: ReferralReport["commissions"] }) {
  return (
    <Card>
      <CardHeader title="Commissions by state" description="Clawbacks are taken off where they stand" />
      <CardBody>
        {commissions.length === 0 ? (
          <p className="text-muted-foreground">There are no commissions yet.</p>
        ) : (
          <table className="w-full">
            <caption className="sr-only">Commissions by state</caption>
            <tbody>
              {commissions.map(({ state, currency, amountMinor, commissions: count }) => (
                <tr key={`${state} ${currency}`}>
                  <th scope="row" className="py-1.5 text-left font-normal">
                    <IntentLink href={`/commissions?state=${state}`}>
                      <StateBadge state={state} />
                    </IntentLink>
                  </th>
                  <td className="py-1.5 text-right text-muted-foreground">
                    <Count value={count} />
                  </td>
                  <td className="py-1.5 pl-4 text-right">
                    <Money {...ofCurrency(amountMinor, currency)} code />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </CardBody>
    </Card>
  );
}
