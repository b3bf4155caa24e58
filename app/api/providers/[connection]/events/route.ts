import { MESSAGE_BYTES_MAX, takeInMessage } from "@/lib/connections/events/take-in-message";
import { readBodyBytes } from "@/lib/http/body-bytes";
import { log } from "@/lib/log/log";
import { problemOf } from "@/lib/verb/problem";

export const dynamic = "force-dynamic";

/** Where a provider sends its messages. Answered 200 once what it tells is stored, so that it need not send it again. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ connection: string }> },
): Promise<Response> {
  try {
    const body = Buffer.from(await readBodyBytes(request, MESSAGE_BYTES_MAX));
    const { connection } = await params;
    const header = (name: string) => request.headers.get(name);
    const { status, problem } = await takeInMessage({ connection, body, header, now: new Date() });
    return Response.json(problem ? { error: problem } : { received: true }, { status });
  } catch (err) {
    if (problemOf(err)?.code === "body_too_large")
      return Response.json({ error: `A message has at most ${MESSAGE_BYTES_MAX} bytes.` }, { status: 413 });
    log.error({ err }, "a provider's message could not be taken in");
    return Response.json({ error: "It could not be stored: send it again." }, { status: 503 });
  }
}
