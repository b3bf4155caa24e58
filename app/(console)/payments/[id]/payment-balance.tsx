import { operatorCtx } from "@/app/operator";
import { Card, CardHeader } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type ArrivedLine, balanceOf } from "@/lib/connections/mirror/balance-of";

/** What of a payment arrived on the account at its provider, and what the provider kept of it, where that is read. */
export async function PaymentBalance({ paymentId }: { paymentId: string }) {
  const ctx = await operatorCtx();
  const lines = await balanceOf({ ctx, input: { paymentId } });
  if (lines.length === 0) return null;
  return (
    <Card className="mt-4">
      <CardHeader
        title="At the provider"
        description="What arrived on the account’s balance, or left it, and what the provider kept as its fee."
      />
      <Table caption="Lines of the account’s balance">
        <TableHead>
          <HeaderCell>For</HeaderCell>
          <HeaderCell className="text-right">Amount</HeaderCell>
          <HeaderCell className="text-right">Fee</HeaderCell>
          <HeaderCell className="text-right">Net</HeaderCell>
          <HeaderCell>Can be paid out</HeaderCell>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <LineRow key={line.reference} line={line} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

const ABOUT: Record<ArrivedLine["about"], string> = {
  payment: "The payment",
  refund: "A refund",
  dispute: "A dispute",
  payout: "The payout",
  other: "By itself",
};

function LineRow({ line }: { line: ArrivedLine }) {
  const { about, currency, precision, amountMinor, feeMinor, netMinor, availableAt } = line;
  const money = (minor: bigint) => <Money amountMinor={minor} currency={currency} precision={precision} />;
  return (
    <TableRow>
      <Cell>{ABOUT[about]}</Cell>
      <Cell label="Amount" className="text-right">
        {money(amountMinor)}
      </Cell>
      <Cell label="Fee" className="text-right">
        {money(feeMinor)}
      </Cell>
      <Cell label="Net" className="text-right">
        {money(netMinor)}
      </Cell>
      <Cell label="Can be paid out">
        {availableAt ? <Time at={availableAt} /> : <span className="text-muted-foreground">Not said</span>}
      </Cell>
    </TableRow>
  );
}
