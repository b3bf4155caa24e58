import { enumWords } from "@/components/policies/enum-words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { MoneyText } from "@/components/ui/money-text";
import type { Reader } from "@/components/ui/reader";
import { ShortId } from "@/components/ui/short-id";
import { TimeText } from "@/components/ui/time-text";
import { ofCurrency } from "@/lib/money/amount";
import type { PolicyWithRules } from "@/lib/policies/policy";

export function PolicyFacts({ policy, reader }: { policy: PolicyWithRules; reader: Reader }) {
  const { currency } = policy;
  return (
    <Card>
      <CardHeader title="Policy" />
      <CardBody>
        <DefinitionList>
          <Definition term="Premium a month">
            <MoneyText {...ofCurrency(policy.monthlyPremiumMinor, currency)} locale={reader.locale} />
          </Definition>
          <Definition term="Billed">
            {enumWords(policy.billingFrequency)}, on day {policy.billingDay}
          </Definition>
          <Definition term="Starts">
            <TimeText at={policy.startDate} reader={reader} show="day" />
          </Definition>
          {policy.charges.map((charge) => (
            <Definition key={charge.name} term={charge.name}>
              {charge.type === "balance" && "What is left"}
              {charge.type === "fixed" && (
                <MoneyText {...ofCurrency(BigInt(charge.amount ?? 0), currency)} locale={reader.locale} />
              )}
              {charge.type === "variable" && `${charge.amount} of the premium`}
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
