import { HeardOf } from "@/components/payments/heard-of";
import { CopiedText } from "@/components/ui/copied-text";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { isolated } from "@/lib/text/isolated";
import { AskMandateAgain } from "./mandate-actions";
import type { MandateView } from "./mandate-view";

/** What an agreement is known by at a provider that has not answered about it, and what to do about it. */
export function UnansweredAgreement({
  mandate,
  mayAsk,
}: {
  mandate: NonNullable<MandateView["unanswered"]>;
  mayAsk: boolean;
}) {
  const { id, connectionName, provider, live, providerReference, unansweredSince } = mandate;
  return (
    <>
      <Notice tone="caution" title={`Look for it at ${provider}`}>
        It has not said whether the payer could agree, or did. Premiums fail until it answers, and then go by
        what it says. Meanwhile the payer can press the link’s button again: that makes no second agreement.
      </Notice>
      <DefinitionList>
        <Definition term="Unanswered since">
          <Time at={unansweredSince} />
        </Definition>
        <Definition term="By">
          {isolated(connectionName)} ({provider}, {live ? "live" : "test"})
        </Definition>
        <Definition term="Under the key">
          <CopiedText text={id} name="the key" />
        </Definition>
        {providerReference && (
          <Definition term="Provider’s reference">
            <CopiedText text={providerReference} name="the provider’s reference" />
          </Definition>
        )}
        <Definition term="Heard">
          <HeardOf {...mandate} />
        </Definition>
      </DefinitionList>
      {mayAsk && <AskMandateAgain id={id} />}
    </>
  );
}
