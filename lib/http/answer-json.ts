import { noteBody } from "./exchange";

/** `Response.json` for what is hot: whoever listens to requests gets the text without reading it back. */
export function answerJson(value: unknown, init: { status?: number } = {}): Response {
  return answerText(JSON.stringify(value), init);
}

/** JSON that is text already. */
export function answerText(
  text: string,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const response = new Response(text, {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
  noteBody(response, text);
  return response;
}

/** What was done, and nothing to say of it. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
