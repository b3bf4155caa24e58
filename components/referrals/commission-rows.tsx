import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import type { ListedCommission } from "@/lib/referrals/commissions/list-commissions";
import { describeRule } from "@/lib/referrals/commissions/rule";
import { StateBadge } from "./state-badge";

/** Commissions as rows; `select` draws the box of those that can be decided. */
export function CommissionRows({
  commissions,
  locale,
  select,
}: {
  commissions: readonly ListedCommission[];
  locale: string;
  select?: (commission: ListedCommission) => ReactNode;
}) {
  return (
    <Table caption="Commissions, newest first">
      <TableHead>
        {select && (
          <HeaderCell className="w-px">
            <span className="sr-only">Select</span>
          </HeaderCell>
        )}
        <HeaderCell>Partner</HeaderCell>
        <HeaderCell numeric>Amount</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>Rule</HeaderCell>
        <HeaderCell>Payer</HeaderCell>
        <HeaderCell className="sm:text-right">Earned</HeaderCell>
      </TableHead>
      <TableBody>
        {commissions.map((each) => (
          <TableRow key={each.id}>
            {select && <Cell>{select(each)}</Cell>}
            <Cell className="max-w-48 max-sm:max-w-none">
              <IntentLink
                href={`/partners/${spellId("ptr", each.partnerId)}`}
                className="truncate hover:underline"
              >
                {each.partnerName}
              </IntentLink>
            </Cell>
            <Cell label="Amount" numeric className="font-medium">
              <Money {...ofCurrency(each.amountMinor, each.currency)} />
            </Cell>
            <Cell label="State">
              <span className="inline-flex items-center gap-1.5">
                <StateBadge state={each.state} locked={each.state === "paid"} />
                {each.kind === "clawback" && <ClawbackBadge amountMinor={each.amountMinor} />}
              </span>
            </Cell>
            <Cell label="Rule" className="text-muted-foreground text-xs">
              <span className="block max-sm:text-right">
                {describeRule(each.rule, locale)}
                {each.reason && <span className="block">{each.reason}</span>}
              </span>
            </Cell>
            <Cell label="Payer" className="max-w-56 max-sm:max-w-none">
              <IntentLink
                href={`/payments/${spellId("pay", each.paymentId)}`}
                className="truncate hover:underline"
              >
                {each.referralLabel}
              </IntentLink>
            </Cell>
            <Cell label="Earned" className="text-muted-foreground text-xs sm:text-right">
              <Time at={each.createdAt} show="day" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ClawbackBadge({ amountMinor }: Pick<ListedCommission, "amountMinor">) {
  return amountMinor < 0n ? <Badge tone="returned">Clawback</Badge> : <Badge>Given back</Badge>;
}
