import { keepBody } from "./exchange";

/** `Response.json` for what is hot: whoever listens to requests gets the text without reading it back. */
export function answerJson(value: unknown, init: { status?: number } = {}): Response {
  return answerText(JSON.stringify(value), init);
}

/** JSON that is text already. */
export function answerText(
  text: string,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return answerOf({ text, status, headers: { "content-type": "application/json", ...headers } });
}

/**
 * An answer with further headers, whose names are in small letters. One that is text is made again from its parts: to
 * open its headers, as they are once it is a `Response`, takes longer than all else that is done to most answers.
 */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  const parts = partsOf.get(response);
  if (parts) return answerOf({ ...parts, headers: { ...parts.headers, ...headers } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

interface Parts {
  text: string;
  status: number;
  headers: Record<string, string>;
}

const partsOf = new WeakMap<Response, Parts>();

function answerOf(parts: Parts): Response {
  const { text, status, headers } = parts;
  const response = new Response(text, { status, headers });
  partsOf.set(response, parts);
  keepBody(response, text);
  return response;
}

/** What was done, and nothing to say of it. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
