import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { CodeBox } from "@/components/webhooks/code-box";
import { headerLines, readableBody } from "@/components/webhooks/deliveries/exchange-text";
import type { AttemptExchange } from "@/lib/webhooks/deliveries/get-delivery";
import { OUTCOME_WORDS } from "@/lib/webhooks/deliveries/outcomes";
import { ANSWER_BYTES_KEPT, ANSWERS_KEPT_DAYS } from "@/lib/webhooks/limits";

/** One attempt whole: what was sent where, and what came back. */
export function DeliveryExchangeCard({
  shown,
  url,
  payload,
}: {
  shown: AttemptExchange | null;
  url: string;
  payload: string;
}) {
  return (
    <Card>
      <CardHeader title={shown ? `Attempt ${shown.number}` : "What will be sent"} />
      <CardBody className="grid grid-cols-1 gap-4">
        {shown?.outcome && shown.outcome !== "delivered" && <Failure shown={shown} />}
        <section aria-label="Request" className="grid grid-cols-1 gap-2">
          <h3 className="font-medium">
            Request <span className="break-all font-normal text-muted-foreground text-xs">POST {url}</span>
          </h3>
          {shown?.address && (
            <p className="text-muted-foreground text-xs">
              Connected to <span className="font-mono text-foreground">{shown.address}</span>
            </p>
          )}
          {shown && <CodeBox name="Request headers" text={headerLines(shown.requestHeaders)} />}
          <CodeBox name="Request body, as sent" text={payload} className="whitespace-pre-wrap break-all" />
        </section>
        {shown?.statusCode ? <Answer shown={shown} status={shown.statusCode} /> : null}
      </CardBody>
    </Card>
  );
}

function Failure({ shown: { outcome, detail } }: { shown: AttemptExchange }) {
  if (!outcome) return null;
  const { label, advice } = OUTCOME_WORDS[outcome];
  return (
    <Notice tone="caution" title={label}>
      {advice}
      {detail && <p className="break-all text-muted-foreground text-xs">{detail}</p>}
    </Notice>
  );
}

function Answer({ shown, status }: { shown: AttemptExchange; status: number }) {
  return (
    <section aria-label="Answer" className="grid grid-cols-1 gap-2">
      <h3 className="font-medium">
        Answer <span className="figures font-normal text-muted-foreground">{status}</span>
      </h3>
      {!shown.answerForgotten && <CodeBox name="Answer headers" text={headerLines(shown.answerHeaders)} />}
      {shown.answerForgotten ? (
        <p className="text-muted-foreground text-xs">
          Answers are kept for {ANSWERS_KEPT_DAYS} days: what this one said is no longer known.
        </p>
      ) : shown.answerBody === "" ? (
        <p className="text-muted-foreground text-xs">The answer had no body.</p>
      ) : (
        <CodeBox
          name="Answer body"
          text={readableBody(shown.answerBody)}
          className="whitespace-pre-wrap break-all"
        />
      )}
      {shown.answerCut && (
        <p className="text-muted-foreground text-xs">
          It went on: the first {ANSWER_BYTES_KEPT / 1024} KiB are kept.
        </p>
      )}
    </section>
  );
}
