import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import type { ReferralReport } from "@/lib/referrals/report";

type Row = ReferralReport["topPartners"][number];

/** Who has earned most, in each currency; the bar is their share of the first one's. */
export function TopPartners({ partners }: { partners: readonly Row[] }) {
  const currencies = [...new Set(partners.map(({ currency }) => currency))];
  return (
    <Card>
      <CardHeader title="Top partners" description="By what they have earned, refunds taken off" />
      <CardBody className="grid gap-4">
        {currencies.length === 0 && <p className="text-muted-foreground">Nobody has earned anything yet.</p>}
        {currencies.map((currency) => (
          <Ranking
            key={currency}
            currency={currency}
            rows={partners.filter((each) => each.currency === currency)}
          />
        ))}
      </CardBody>
    </Card>
  );
}

function Ranking({ currency, rows }: { currency: string; rows: readonly Row[] }) {
  const most = rows[0]?.earnedMinor ?? 0n;
  return (
    <table className="w-full">
      <caption className="sr-only">Top partners in {currency}</caption>
      <tbody>
        {rows.map(({ partnerId, name, earnedMinor, referrals }) => (
          <tr key={partnerId}>
            <th scope="row" className="w-full py-1.5 pr-4 text-left font-normal">
              <IntentLink href={`/partners/${spellId("ptr", partnerId)}`} className="hover:underline">
                {name}
              </IntentLink>
              <span className="ml-2 text-muted-foreground text-xs">
                {referrals} {referrals === 1 ? "referral" : "referrals"}
              </span>
              <svg
                viewBox="0 0 100 1"
                preserveAspectRatio="none"
                aria-hidden="true"
                className="mt-1 h-1 w-full rounded-full bg-muted"
              >
                <rect width={share(earnedMinor, most)} height="1" className="fill-primary" />
              </svg>
            </th>
            <td className="py-1.5 text-right align-top">
              <Money {...ofCurrency(earnedMinor, currency)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function share(value: bigint, most: bigint): number {
  return most <= 0n || value <= 0n ? 0 : Number((value * 100n) / most);
}
