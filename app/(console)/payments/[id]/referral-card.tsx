import { StateBadge } from "@/components/referrals/state-badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import type { CommissionOfPayment } from "@/lib/referrals/commissions/commission-of-payment";

/** On a referral payment's page: who paid, who is owed for it, and what. */
export function ReferralCard({ found }: { found: CommissionOfPayment }) {
  const { referralId, referralLabel, partnerId, partnerName, commission } = found;
  const link = "text-primary hover:underline";
  return (
    <Card>
      <CardHeader title="Referral" />
      <CardBody>
        <DefinitionList>
          <Definition term="Paid by">
            <IntentLink href={`/referrals/${spellId("ref", referralId)}`} className={link}>
              {referralLabel}
            </IntentLink>
          </Definition>
          <Definition term="Partner">
            <IntentLink href={`/partners/${spellId("ptr", partnerId)}`} className={link}>
              {partnerName}
            </IntentLink>
          </Definition>
          <Definition term="Commission">
            {commission ? (
              <span className="inline-flex flex-wrap items-center gap-1.5">
                <Money {...ofCurrency(commission.amountMinor, commission.currency)} />
                <StateBadge state={commission.state} locked={commission.state === "paid"} />
              </span>
            ) : (
              "None: this payment earns nothing"
            )}
          </Definition>
          {commission && commission.clawedBackMinor !== 0n && (
            <Definition term={commission.clawedBackMinor < 0n ? "Clawed back" : "Given back since"}>
              <Money {...ofCurrency(commission.clawedBackMinor, commission.currency)} />
            </Definition>
          )}
        </DefinitionList>
      </CardBody>
    </Card>
  );
}
