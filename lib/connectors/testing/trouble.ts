import type { IncomingMessage, ServerResponse } from "node:http";

/** How a stand-in ends every request while it is in trouble. */
export type Trouble =
  /** The connection ends, and nothing was done. */
  | "lost_before"
  /** The connection ends once all is done. */
  | "lost_after"
  | "429"
  | "500"
  | "503"
  | "401"
  | "403"
  /** Done, and answered with half of it. */
  | "cut_short"
  /** Done, and answered with a page for people. */
  | "html"
  /** Done, and answered with JSON that says nothing. */
  | "wrong_shape"
  /** Nothing is done, and nothing is ever answered. */
  | "silent";

export interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** Answers a request, or ends it as the trouble has it. `refuse` is the provider's own error of a status. */
export async function answerInTrouble(
  trouble: Trouble | null,
  { req, res }: { req: IncomingMessage; res: ServerResponse },
  act: () => Promise<Answer>,
  refuse: (status: number) => Answer,
): Promise<void> {
  switch (trouble) {
    case null:
      return send(res, await act());
    case "silent":
      return;
    case "lost_before":
      req.socket.destroy();
      return;
    case "lost_after":
      await act();
      req.socket.destroy();
      return;
    case "cut_short": {
      const answer = await act();
      return send(res, { ...answer, body: answer.body.slice(0, 20) });
    }
    case "html":
      await act();
      return send(res, { status: 200, body: "<!doctype html><title>Hello</title>" });
    case "wrong_shape":
      await act();
      return send(res, { status: 200, body: '{"hello":["world"]}' });
    default:
      return send(res, refuse(Number(trouble)));
  }
}

function send(res: ServerResponse, { status, body, headers }: Answer): void {
  res.writeHead(status, { "content-type": "application/json", ...headers });
  res.end(body);
}
