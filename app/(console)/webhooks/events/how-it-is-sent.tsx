import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { CodeBox } from "@/components/webhooks/code-box";
import { headerLines } from "@/components/webhooks/deliveries/exchange-text";
import { exampleMessage } from "@/lib/webhooks/example-message";
import { SNIPPETS } from "@/lib/webhooks/snippets";

/** A whole message as it arrives, and how to know that it is from here. */
export function HowItIsSent() {
  const { headers, body } = exampleMessage();
  return (
    <Card>
      <CardHeader
        title="How it is sent"
        description="By the Standard Webhooks specification: a POST with an id, a time, a signature and JSON."
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <CodeBox
          name="A message, exactly as sent"
          text={`POST /webhooks HTTP/1.1\n${headerLines({ "content-type": "application/json", ...headers })}\n\n${body}`}
          className="whitespace-pre-wrap break-all"
        />
        <ul className="list-disc space-y-1 pl-5 text-muted-foreground marker:text-border">
          <li>
            The <Word>webhook-id</Word> is the event’s, and stays the same however often it is sent. Anything
            may come twice: keep the ids you have worked on.
          </li>
          <li>The events of one payment come in their order, each once the one before it has arrived.</li>
          <li>
            Answer with a 2xx status within 15 seconds. Anything else is tried again: at once, after 5
            seconds, 5 minutes, 30 minutes, 2, 5, 10 and 10 hours.
          </li>
          <li>
            A <Word>Retry-After</Word> is honoured, a redirect is a failure, and 410 pauses the endpoint.
          </li>
        </ul>
        <Tabs
          label="Ways to verify a message"
          tabs={[
            {
              value: "library",
              label: "Node, with the library",
              content: (
                <CodeBox name="receiver.mjs, with the package standardwebhooks" text={SNIPPETS.library} />
              ),
            },
            {
              value: "crypto",
              label: "Node, without one",
              content: <CodeBox name="verify.mjs" text={SNIPPETS.crypto} />,
            },
            {
              value: "curl",
              label: "Try your receiver with curl",
              content: <CodeBox name="send.sh" text={SNIPPETS.curl} />,
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}

function Word({ children }: { children: string }) {
  return <code className="font-mono text-foreground text-xs">{children}</code>;
}
