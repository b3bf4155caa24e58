import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { CodeBox } from "@/components/webhooks/code-box";
import { BODY_CHARACTERS_MAX } from "@/lib/requests/limits";
import type { LoggedRequest } from "@/lib/requests/request";

/** What was sent, and what was answered. */
export function RequestExchangeCard({ request }: { request: LoggedRequest }) {
  const { method, path, query, status, requestBody, requestCharacters, answerBody, answerCharacters, door } =
    request;
  return (
    <Card>
      <CardHeader
        title="Request and answer"
        description="Secrets, card numbers and account numbers are left out."
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <section aria-label="Request" className="grid grid-cols-1 gap-2">
          <h3 className="break-all font-medium">
            Request{" "}
            <span className="font-mono font-normal text-muted-foreground text-xs">
              {method} {path}
            </span>
          </h3>
          {query && <CodeBox name="Query" text={query.split("&").join("\n")} className={WRAPPED} />}
          <Body
            name="Request body"
            body={requestBody}
            characters={requestCharacters}
            kept={door !== "token"}
          />
        </section>
        <section aria-label="Answer" className="grid grid-cols-1 gap-2">
          <h3 className="font-medium">
            Answer <span className="figures font-normal text-muted-foreground">{status}</span>
          </h3>
          <Body name="Answer body" body={answerBody} characters={answerCharacters} kept={door !== "token"} />
        </section>
      </CardBody>
    </Card>
  );
}

const WRAPPED = "whitespace-pre-wrap break-all";

function Body({
  name,
  body,
  characters,
  kept,
}: {
  name: string;
  body: string | null;
  characters: number;
  kept: boolean;
}) {
  if (body === null) {
    const words = kept || characters === 0 ? "There was no body." : "It is not kept: it is made of secrets.";
    return <p className="text-muted-foreground text-xs">{words}</p>;
  }
  return (
    <>
      <CodeBox name={name} text={body} className={WRAPPED} />
      {characters > BODY_CHARACTERS_MAX && (
        <p className="text-muted-foreground text-xs">
          It went on: the first <Count value={BODY_CHARACTERS_MAX} /> of <Count value={characters} />{" "}
          characters are kept.
        </p>
      )}
    </>
  );
}
