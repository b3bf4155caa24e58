"use client";

import { useAction } from "@/components/forms/use-action";
import { HeardOf } from "@/components/payments/heard-of";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopiedText } from "@/components/ui/copied-text";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { Unanswered } from "@/lib/kinds/unanswered";
import { isolated } from "@/lib/text/isolated";
import { askProviderAgain } from "../actions";

const OPERATIONS = { charge: "Charge", refund: "Refund", payout: "Payout", evidence: "Evidence" } as const;

/** What an attempt without an outcome is known by at its provider, and what to do about it. */
export function UnansweredCard({
  attempt,
  money,
  mayAsk,
}: {
  attempt: Unanswered;
  money: { currency: string; precision: number };
  mayAsk: boolean;
}) {
  const { operation, number, provider, live, connectionName, disconnected } = attempt;
  const name = `${OPERATIONS[operation]} attempt ${number}`;
  return (
    <Card aria-label={`${isolated(name)} without an outcome`}>
      <CardHeader title={`${isolated(name)}: no outcome yet`} />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <Notice tone="caution" title={`Look for it at ${provider}`}>
          {disconnected
            ? "The connection has been disconnected, so that nothing can be asked here. It is found there by its key."
            : "It is found there by its key or in the amounts of that day. Whatever it came to there is shown here once the provider answers: nothing is done twice meanwhile."}
        </Notice>
        <DefinitionList>
          <Definition term="Amount">
            <Money amountMinor={attempt.amountMinor} {...money} />
          </Definition>
          <Definition term="Asked">
            <Time at={attempt.startedAt} />
          </Definition>
          <Definition term="Of">
            {isolated(connectionName)} ({provider}, {live ? "live" : "test"})
          </Definition>
          <Definition term="Under the key">
            <CopiedText text={attempt.attemptId} name="the key" />
          </Definition>
          {attempt.providerReference && (
            <Definition term="Provider’s reference">
              <CopiedText text={attempt.providerReference} name="the provider’s reference" />
            </Definition>
          )}
          <Definition term="Heard">
            <HeardOf {...attempt} />
          </Definition>
        </DefinitionList>
        {mayAsk && !disconnected && <AskAgain attemptId={attempt.attemptId} name={name} />}
      </CardBody>
    </Card>
  );
}

function AskAgain({ attemptId, name }: { attemptId: string; name: string }) {
  const form = useAction(
    askProviderAgain,
    (state) =>
      toast(state === "unknown" || state === "started" ? "No answer again" : "It has an outcome now"),
    { changes: ["payment"], onProblem: (message) => toast(message, { tone: "negative" }) },
  );
  return (
    <div>
      <Button pending={form.pending} onClick={() => form.run({ attemptId })}>
        Ask again<span className="sr-only">: {isolated(name)}</span>
      </Button>
    </div>
  );
}
