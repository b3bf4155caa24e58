import Link from "next/link";
import { Badge, type Tone } from "@/components/ui/badge";
import { Money } from "@/components/ui/money";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import type { PayoutOutcome, PlannedLine } from "@/lib/referrals/payouts/plan-payout";

export type ShownLine = Pick<
  PlannedLine,
  | "partnerId"
  | "partnerName"
  | "currency"
  | "outcome"
  | "commissionsMinor"
  | "clawbacksMinor"
  | "amountMinor"
  | "minimumMinor"
>;

const OUTCOMES: Record<PayoutOutcome, { label: string; tone: Tone }> = {
  paid: { label: "Will be paid", tone: "positive" },
  below_minimum: { label: "Carried over: below the minimum", tone: "neutral" },
  in_debt: { label: "Carried over: in debt", tone: "caution" },
};

/** What a run would pay each partner in each currency, or why not; `alone` leads to the preview of one partner. */
export function LineRows({
  lines,
  alone,
}: {
  lines: readonly ShownLine[];
  alone?: (partnerId: string) => string;
}) {
  return (
    <Table caption="What would be paid">
      <TableHead>
        <HeaderCell>Partner</HeaderCell>
        <HeaderCell numeric>Commissions</HeaderCell>
        <HeaderCell numeric>Clawbacks</HeaderCell>
        <HeaderCell numeric>Amount</HeaderCell>
        <HeaderCell>Outcome</HeaderCell>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={`${line.partnerId} ${line.currency}`}>
            <Cell className="max-w-64">
              <Link href={`/partners/${spellId("ptr", line.partnerId)}`} className="truncate hover:underline">
                {line.partnerName}
              </Link>
            </Cell>
            <Cell label="Commissions" numeric>
              <Money {...ofCurrency(line.commissionsMinor, line.currency)} />
            </Cell>
            <Cell label="Clawbacks" numeric className={line.clawbacksMinor < 0n ? "text-returned" : ""}>
              <Money {...ofCurrency(line.clawbacksMinor, line.currency)} />
            </Cell>
            <Cell label="Amount" numeric className="font-medium">
              <Money {...ofCurrency(line.amountMinor, line.currency)} code />
            </Cell>
            <Cell label="Outcome">
              <Badge tone={OUTCOMES[line.outcome].tone}>{OUTCOMES[line.outcome].label}</Badge>
              {alone && (
                <Link
                  href={alone(line.partnerId)}
                  aria-label={`Only ${line.partnerName}`}
                  className="ml-3 text-primary text-xs hover:underline"
                >
                  Only this partner
                </Link>
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
