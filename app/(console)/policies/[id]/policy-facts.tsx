import { enumWords } from "@/components/policies/enum-words";
import { shareText } from "@/components/policies/share-text";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Day } from "@/components/ui/day";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { useReader } from "@/components/ui/reader-context";
import { ShortId } from "@/components/ui/short-id";
import { ofCurrency } from "@/lib/money/amount";
import type { PolicyFactsView } from "./policy-query";

export function PolicyFacts({ policy }: { policy: PolicyFactsView }) {
  const { locale } = useReader();
  const { currency } = policy;
  return (
    <Card>
      <CardHeader title="Policy" />
      <CardBody>
        <DefinitionList>
          <Definition term="Premium a month">
            <Money {...ofCurrency(policy.monthlyPremiumMinor, currency)} />
          </Definition>
          <Definition term="Billed">
            {enumWords(policy.billingFrequency)}, on day {policy.billingDay}
          </Definition>
          <Definition term="Starts">
            <Day day={policy.startDate} />
          </Definition>
          {policy.charges.map((charge) => (
            <Definition key={charge.name} term={charge.name}>
              {charge.type === "balance" && "What is left"}
              {charge.type === "fixed" && <Money {...ofCurrency(BigInt(charge.amount ?? 0), currency)} />}
              {charge.type === "variable" && `${shareText(charge.amount ?? "0", locale)} of the premium`}
            </Definition>
          ))}
          <Definition term="Id">
            <ShortId id={policy.id} name="policy id" />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}
