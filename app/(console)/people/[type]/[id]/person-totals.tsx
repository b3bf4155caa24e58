import { TestMark } from "@/components/payments/test-mark";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { type MoneyMoved, netMinor } from "@/lib/payments/money-moved";
import type { PersonTotal } from "@/lib/people/person";

const MEASURES: readonly (readonly [keyof MoneyMoved, string])[] = [
  ["collectedMinor", "Collected"],
  ["refundedMinor", "Refunded"],
  ["disputedMinor", "Disputed"],
  ["returnedMinor", "Returned"],
  ["paidOutMinor", "Paid out"],
];

/** What came of all payments of a person, each currency by itself. */
export function PersonTotals({ totals }: { totals: readonly PersonTotal[] }) {
  return totals.map((total) => {
    const { currency, precision, payments, test } = total;
    const shown = MEASURES.filter(([measure]) => measure === "collectedMinor" || total[measure] !== 0n);
    return (
      <Card key={`${currency} ${test}`}>
        <CardHeader
          title={currency}
          description={payments === 1 ? "1 payment" : `${payments} payments`}
          actions={test && <TestMark />}
        />
        <CardBody>
          <DefinitionList>
            {shown.map(([measure, term]) => (
              <Definition key={measure} term={term}>
                <Money
                  {...{ currency, precision }}
                  amountMinor={measure === "collectedMinor" ? total[measure] : -total[measure]}
                />
              </Definition>
            ))}
            <Definition term="Net">
              <Money {...{ currency, precision }} amountMinor={netMinor(total)} className="font-medium" />
            </Definition>
          </DefinitionList>
        </CardBody>
      </Card>
    );
  });
}
