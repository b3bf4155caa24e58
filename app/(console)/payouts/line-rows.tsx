import { Badge, type Tone } from "@/components/ui/badge";
import { IntentLink } from "@/components/ui/intent-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { PayoutLineOutcome, PlannedLine } from "@/lib/referrals/payouts/plan-payout";
import { isolated } from "@/lib/text/isolated";
import { PartnerAmountCells, PartnerAmountHeads } from "./partner-amount-cells";

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

const OUTCOMES: Record<PayoutLineOutcome, { label: string; tone: Tone }> = {
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
        <PartnerAmountHeads />
        <HeaderCell>Outcome</HeaderCell>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={`${line.partnerId} ${line.currency}`}>
            <PartnerAmountCells line={line} />
            <Cell label="Outcome">
              <Badge tone={OUTCOMES[line.outcome].tone}>{OUTCOMES[line.outcome].label}</Badge>
              {alone && (
                <IntentLink
                  href={alone(line.partnerId)}
                  aria-label={`Only ${isolated(line.partnerName)}`}
                  className="ml-3 text-primary text-xs hover:underline"
                >
                  Only this partner
                </IntentLink>
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
