import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { ofCurrency } from "@/lib/money/amount";
import { PolicyBadge } from "./policy-badges";
import type { PolicyLine } from "./policy-line";

export function PolicyTable({ policies }: { policies: readonly PolicyLine[] }) {
  return (
    <Table caption="Policies, newest first">
      <TableHead>
        <HeaderCell>Number</HeaderCell>
        <HeaderCell>Policyholder</HeaderCell>
        <HeaderCell>Package</HeaderCell>
        <HeaderCell numeric>Premium a month</HeaderCell>
        <HeaderCell>Status</HeaderCell>
        <HeaderCell>Made</HeaderCell>
      </TableHead>
      <TableBody>
        {policies.map((policy) => (
          <TableRow key={policy.id} className="relative">
            <Cell>
              <IntentLink
                href={`/policies/${policy.id}`}
                className="font-medium after:absolute after:inset-0 hover:text-primary"
              >
                {policy.policyNumber}
              </IntentLink>
            </Cell>
            <Cell label="Policyholder">{policy.holderName}</Cell>
            <Cell label="Package">{policy.packageName}</Cell>
            <Cell label="Premium a month" numeric>
              <Money {...ofCurrency(policy.monthlyPremiumMinor, policy.currency)} />
            </Cell>
            <Cell label="Status">
              <PolicyBadge status={policy.status} />
            </Cell>
            <Cell label="Made">
              <Time at={policy.createdAt} show="day" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
