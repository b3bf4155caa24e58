import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { Cell, HeaderCell } from "@/components/ui/table";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import type { PlannedLine } from "@/lib/referrals/payouts/plan-payout";

type PartnerAmount = Pick<
  PlannedLine,
  "partnerId" | "partnerName" | "currency" | "commissionsMinor" | "clawbacksMinor" | "amountMinor"
>;

/** The heads of PartnerAmountCells. */
export function PartnerAmountHeads() {
  return (
    <>
      <HeaderCell>Partner</HeaderCell>
      <HeaderCell numeric>Commissions</HeaderCell>
      <HeaderCell numeric>Clawbacks</HeaderCell>
      <HeaderCell numeric>Amount</HeaderCell>
    </>
  );
}

/** A partner with what a payout to them is made of, as the first cells of a row. */
export function PartnerAmountCells({ line }: { line: PartnerAmount }) {
  return (
    <>
      <Cell className="max-w-64 max-sm:max-w-none">
        <IntentLink href={`/partners/${spellId("ptr", line.partnerId)}`} className="truncate hover:underline">
          {line.partnerName}
        </IntentLink>
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
    </>
  );
}
