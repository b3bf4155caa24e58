import type { Actor } from "@/lib/verb/context";
import type { DoorName } from "./door-names";

/** One request that was answered at a door: what came in, what went out. Bodies are whole, and hold whatever was sent. */
export interface Exchange {
  requestId: string;
  door: DoorName;
  method: string;
  pathname: string;
  /** The matched route's template, `/v0/payments/:id`, or null when nothing matched. */
  routePath: string | null;
  /** Who asked; null when nobody was let in. */
  actor: Actor | null;
  startedAt: Date;
  durationMs: number;
  status: number;
  request: ExchangeRequest;
  response: ExchangeResponse;
  /** The payments the request wrote or asked for by id. */
  touchedPaymentIds: readonly string[];
}

export interface ExchangeRequest {
  headers: Headers;
  /** Without the question mark. */
  query: string;
  /** The body as far as somebody read it, or null when nobody did. */
  body: string | null;
}

export interface ExchangeResponse {
  headers: Headers;
  /** Null where the answer has no body. */
  body: string | null;
}

export type ExchangeListener = (exchange: Exchange) => void;

interface State {
  listeners: Set<ExchangeListener>;
  bodies: WeakMap<Request | Response, string>;
}

// The doors' listener and the framework's bundle each hold a copy of this module.
const holder = globalThis as typeof globalThis & { counterfoilExchanges?: State };

/** Hears of every answered request, right before its answer goes out: be quick. Gives back what ends it. */
export function onExchange(listener: ExchangeListener): () => void {
  const { listeners } = state();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function isAnybodyListening(): boolean {
  return state().listeners.size > 0;
}

/** Keeps the text of a request's body, or of an answer's, while somebody listens. */
export function keepBody(of: Request | Response, text: string): void {
  if (isAnybodyListening()) state().bodies.set(of, text);
}

export function keptBody(of: Request | Response): string | null {
  return state().bodies.get(of) ?? null;
}

/** Tells the listeners. One that throws does not keep the answer from its caller: `onFault` hears of it. */
export function tellExchange(exchange: Exchange, onFault: (err: unknown) => void): void {
  for (const listener of state().listeners) {
    try {
      listener(exchange);
    } catch (err) {
      onFault(err);
    }
  }
}

function state(): State {
  holder.counterfoilExchanges ??= { listeners: new Set(), bodies: new WeakMap() };
  return holder.counterfoilExchanges;
}
