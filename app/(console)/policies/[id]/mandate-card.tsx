import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { BUILT_IN_WORDS } from "@/lib/connectors/built-in";
import type { DebicheckStatus } from "@/lib/policies/debicheck/debicheck-mandate";
import type { StandingDebicheck } from "@/lib/policies/mandates/mandate-standing";
import { brandName } from "@/lib/text/card-brand";
import { isolated } from "@/lib/text/isolated";
import { EndMandate, MandateLink, RequestMandate } from "./mandate-actions";
import type { MandateView } from "./mandate-view";
import { UnansweredAgreement } from "./unanswered-agreement";

interface MandateCardProps {
  policyId: string;
  standing: MandateView;
  manage: boolean;
}

/** What the payer has agreed to, where a provider collects the premiums: without it nothing can be collected. */
export function MandateCard({ policyId, standing, manage }: MandateCardProps) {
  const { needed, inForce, waiting, unanswered, endedReason, debicheck } = standing;
  if (!needed && !inForce && !waiting && !unanswered && !debicheck) return null;
  return (
    <Card aria-label="Agreement to collect">
      <CardHeader title="Agreement to collect" />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {inForce && <InForce mandate={inForce} needed={needed} />}
        {debicheck && <Debicheck mandate={debicheck} />}
        {!inForce && !unanswered && (needed || waiting) && (
          <Missing endedReason={endedReason} waiting={waiting} />
        )}
        {unanswered && <UnansweredAgreement mandate={unanswered} mayAsk={manage} />}
        {waiting && (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
            <MandateLink url={waiting.url} />
            <p className="text-muted-foreground">
              Waits for the payer, until <Time at={waiting.expiresAt} show="day" />.
            </p>
          </div>
        )}
        {manage && (
          <div className="flex flex-wrap gap-2">
            {needed && !waiting && <RequestMandate policyId={policyId} again={inForce !== null} />}
            {waiting && <EndMandate id={waiting.id} waiting />}
            {inForce && <EndMandate id={inForce.id} />}
            {debicheck && !debicheck.final && <EndMandate id={debicheck.id} />}
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function InForce({ mandate, needed }: { mandate: NonNullable<MandateView["inForce"]>; needed: boolean }) {
  const { connectionName, live, brand, last4, state, updatedAt } = mandate;
  return (
    <>
      {!needed && (
        <Notice tone="caution" title="No route leads this policy’s premiums there">
          They are collected by {BUILT_IN_WORDS}. Routes are under Settings, Providers.
        </Notice>
      )}
      <DefinitionList>
        <Definition term="Collected through">
          {isolated(connectionName)} ({live ? "live" : "test"})
        </Definition>
        {last4 && (
          <Definition term="From">
            {brandName(brand ?? "") ?? brand ?? "Account"} ending in {last4}
          </Definition>
        )}
        <Definition term="Bank">{state === "active" ? "Has said yes" : "Has yet to say yes"}</Definition>
        <Definition term="Since">
          <Time at={updatedAt} show="day" />
        </Definition>
      </DefinitionList>
    </>
  );
}

/** What the payer's own bank was asked for. Its life is the policy door's. */
function Debicheck({ mandate: { status, reference, updatedAt } }: { mandate: StandingDebicheck }) {
  return (
    <DefinitionList>
      <Definition term="DebiCheck mandate">{STATUS_WORDS[status]}</Definition>
      {reference && (
        <Definition term="Reference">
          <span className="break-all">{reference}</span>
        </Definition>
      )}
      <Definition term="Since">
        <Time at={updatedAt} show="day" />
      </Definition>
    </DefinitionList>
  );
}

const STATUS_WORDS: Record<DebicheckStatus, string> = {
  pending: "Not sent to the bank yet",
  submitted: "Sent to the bank",
  processing: "The bank asks the payer",
  active: "The payer has agreed",
  rejected: "The payer said no",
  suspended: "Suspended: nothing is collected by it",
  cancelled: "Cancelled",
  no_response: "The payer did not answer",
};

function Missing({ endedReason, waiting }: Pick<MandateView, "endedReason" | "waiting">) {
  return (
    <Notice tone="caution" title="The payer has not agreed yet">
      {endedReason !== null && `The one before has ended: ${endedReason} `}
      {waiting
        ? "Premiums that are due before they do fail, and can be retried afterwards."
        : "Send them a link: on the provider’s own page they let the premiums be collected. Until then premiums fail."}
    </Notice>
  );
}
