import { StateBadge } from "@/components/referrals/state-badge";
import { daysText, minimumText } from "@/components/referrals/terms-text";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { useReader } from "@/components/ui/reader-context";
import { Time } from "@/components/ui/time";
import { describeTerms } from "@/lib/referrals/commissions/rule";
import type { PartnershipView } from "./partner-query";
import { PartnershipSteps } from "./partnership-steps";

/** The terms of one partnership, where it stands, and what it may become. */
export function PartnershipCard({ partnership, manage }: { partnership: PartnershipView; manage: boolean }) {
  const { id, terms, state, stateSetAt, referrals, next } = partnership;
  const { locale } = useReader();
  const title = describeTerms(terms, locale);
  return (
    <Card>
      <CardHeader
        title={title}
        description={`${referrals} ${referrals === 1 ? "referral" : "referrals"}`}
        actions={
          <>
            <StateBadge state={state} />
            {manage && <PartnershipSteps id={id} name={title} next={next} referrals={referrals} />}
          </>
        }
      />
      <CardBody>
        <DefinitionList>
          <Definition term="Holding period">{daysText(terms.holdDays)}</Definition>
          <Definition term="Referrals expire">
            {terms.referralExpiryDays === 0
              ? "Never"
              : `After ${daysText(terms.referralExpiryDays)} without a payment`}
          </Definition>
          <Definition term="Minimum payout">{minimumText(terms.minimumPayoutMinor, locale)}</Definition>
          <Definition term="In this state since">
            <Time at={stateSetAt} />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}
