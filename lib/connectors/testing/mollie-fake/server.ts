import { createHmac, randomUUID } from "node:crypto";
import { type Asked, HttpFake, Refused } from "../http-fake";
import type { Answer } from "../trouble";

interface Amount {
  currency: string;
  value: string;
}

export interface Made {
  resource: "payment" | "refund";
  id: string;
  status: string;
  amount: Amount;
  metadata: { attempt_id?: string } | null;
  createdAt: string;
  /** Of a refund. */
  paymentId?: string;
  /** Of a payment. */
  method?: string;
  isCancelable?: boolean;
  details?: Record<string, string>;
}

const ENDED = ["paid", "canceled", "expired", "failed", "refunded"];
const NO_DECIMALS = ["JPY", "ISK"];

/** What may be said of a payment and a refund; anything else is refused. */
const TAKEN = {
  payment: ["amount", "description", "redirectUrl", "cancelUrl", "metadata"],
  refund: ["amount", "description", "metadata"],
};

/**
 * A stand-in for Mollie on loopback, for tests: payments, refunds, idempotency keys and signed events. Written from Mollie's
 * documentation; it has never been held against Mollie itself. Lists are newest first.
 */
export class MollieFake extends HttpFake {
  readonly payments: Made[] = [];
  readonly refunds: Made[] = [];
  private told: Made | null = null;

  constructor(private readonly apiKey: string) {
    super();
  }

  /** Something comes to stand so, and is told. False where it has come to its end already. */
  becomes(made: Made, status: string): boolean {
    if (ENDED.includes(made.status)) return false;
    made.status = status;
    this.told = made;
    return true;
  }

  /** What was told last, as a webhook sends it. */
  signed(secret: string, body = JSON.stringify(this.event())): { body: string; signature: string } {
    return { body, signature: `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
  }

  refund(payment: Made, amount: Amount, metadata: Made["metadata"]): Made {
    const before = this.refunds.filter(
      ({ paymentId, status }) => paymentId === payment.id && status !== "failed",
    );
    // In hundredths, so that no cent is lost to what a computer makes of a fraction.
    const given = [...before, { amount }].reduce((sum, each) => sum + hundredths(each.amount), 0);
    const fits = amount.currency === payment.amount.currency && given <= hundredths(payment.amount);
    if (payment.status !== "paid" || !fits) throw new Refused(422);
    const refund = { ...make("refund", "re", amount, metadata), paymentId: payment.id };
    this.refunds.unshift(refund);
    this.becomes(refund, "pending");
    return refund;
  }

  private event() {
    const { told } = this;
    const named = {
      resource: "event",
      id: `event_${randomUUID()}`,
      type: `${told?.resource}.${told?.status}`,
    };
    return { ...named, entityId: told?.id, createdAt: told?.createdAt, _embedded: { entity: told } };
  }

  protected override answer(asked: Asked): Answer | Promise<Answer> {
    if (asked.req.headers.authorization !== `Bearer ${this.apiKey}`) throw new Refused(401);
    const key = asked.req.headers["idempotency-key"];
    return typeof key === "string" ? this.once(key, () => this.decide(asked)) : this.decide(asked);
  }

  protected override refusal({ status }: Refused): Answer {
    return json(status, { status, title: "Refused", detail: "This stand-in refuses it." });
  }

  private decide({ req: { method }, url, body }: Asked): Answer {
    const [, , collection, id, inside, refundId] = url.pathname.split("/");
    if (collection === "profiles" && id === "me")
      return json(200, { resource: "profile", id: "pfl_fake", name: "Lakeside Ceramics" });
    if (collection === "refunds" && !id) return this.list(this.refunds, url);
    if (collection !== "payments") throw new Refused(404);
    if (!id) return method === "POST" ? this.pay(body) : this.list(this.payments, url);
    const payment = found(this.payments, id);
    if (method === "DELETE" && !(payment.isCancelable && this.becomes(payment, "canceled")))
      throw new Refused(422);
    if (!inside) return json(200, this.present(payment));
    const refunds = this.refunds.filter(({ paymentId }) => paymentId === id);
    if (refundId) return json(200, found(refunds, refundId));
    if (method !== "POST") return this.list(refunds, url);
    const { amount, metadata } = read(body, "refund");
    return json(201, this.refund(payment, amount, metadata));
  }

  private pay(body: string): Answer {
    const { amount, metadata } = read(body, "payment");
    if (hundredths(amount) === 0) throw new Refused(422);
    const payment: Made = { ...make("payment", "tr", amount, metadata), isCancelable: true };
    this.payments.unshift(payment);
    return json(201, this.present(payment));
  }

  private list(all: readonly Made[], { pathname, searchParams }: URL): Answer {
    const from = searchParams.get("from");
    const begin = from ? all.findIndex(({ id }) => id === from) : 0;
    const shown = all.slice(begin, begin + Number(searchParams.get("limit") ?? 50));
    const next = all[begin + shown.length];
    const href = `${this.origin}${pathname}?from=${next?.id}&limit=${searchParams.get("limit")}`;
    const name = pathname.split("/").at(-1) ?? "";
    const _embedded = { [name]: shown.map((each) => this.present(each)) };
    return json(200, { count: shown.length, _embedded, _links: { next: next ? { href } : null } });
  }

  private present(made: Made) {
    const checkout = { href: `${this.origin}/checkout/${made.id}` };
    return { ...made, _links: made.status === "open" ? { checkout } : {} };
  }
}

function make(resource: Made["resource"], prefix: string, amount: Amount, metadata: Made["metadata"]): Made {
  const id = `${prefix}_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
  return { resource, id, status: "open", amount, metadata, createdAt: new Date().toISOString() };
}

function read(body: string, kind: keyof typeof TAKEN): Pick<Made, "amount" | "metadata"> {
  const sent = JSON.parse(body) as Made;
  const { currency, value } = sent.amount;
  const decimals = NO_DECIMALS.includes(currency) ? /^\d+$/ : /^\d+\.\d\d$/;
  if (!decimals.test(value) || Object.keys(sent).some((name) => !TAKEN[kind].includes(name)))
    throw new Refused(422);
  return sent;
}

const hundredths = ({ value }: Amount) => Math.round(Number(value) * 100);

function found(all: readonly Made[], id: string): Made {
  const item = all.find((each) => each.id === id);
  if (!item) throw new Refused(404);
  return item;
}

const json = (status: number, answer: unknown): Answer => ({ status, body: JSON.stringify(answer) });
