import { StateBadge } from "@/components/referrals/state-badge";
import { daysText, minimumText, rateText } from "@/components/referrals/terms-text";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Time } from "@/components/ui/time";
import type { PartnerDetail } from "@/lib/referrals/partners/get-partner";
import { nextPartnershipStates } from "@/lib/referrals/referrals/states";
import { PartnershipSteps } from "./partnership-steps";

type Partnership = PartnerDetail["partnerships"][number];

/** The terms of one partnership, where it stands, and what it may become. */
export async function PartnershipCard({
  partnership,
  manage,
}: {
  partnership: Partnership;
  manage: boolean;
}) {
  const { id, terms, state, stateSetAt, referrals } = partnership;
  const { locale } = await currentReader();
  return (
    <Card>
      <CardHeader
        title={rateText(terms, locale)}
        description={`${referrals} ${referrals === 1 ? "referral" : "referrals"}`}
        actions={
          <>
            <StateBadge state={state} />
            {manage && (
              <PartnershipSteps id={id} next={[...nextPartnershipStates(state)]} referrals={referrals} />
            )}
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
