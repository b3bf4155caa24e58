import { afterEach, describe, expect, it, vi } from "vitest";
import type { ListMessage } from "@/app/(console)/payments/_list/merge-lines";
import type { PaymentView } from "@/app/(console)/payments/[id]/_detail/payment-view";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newPerson, signedInBrowser, type TestPerson } from "@/lib/auth/testing/people";
import { aLink, aMerchant } from "@/lib/checkout/testing";
import { createCustomer } from "@/lib/customers/create-customer";
import { updateCustomer } from "@/lib/customers/update-customer";
import { stopOutboxNotifications } from "@/lib/db/outbox-notifications";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId, spellId } from "@/lib/ids";
import { decode } from "@/lib/live/codec";
import { endStreams, STREAMS_PER_PERSON_MAX } from "@/lib/live/open-streams";
import { spellCursor } from "@/lib/outbox/cursor";
import { outboxHead } from "@/lib/outbox/read";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { stepPolicy } from "@/lib/policies/life/step-policies";
import { anInsurer } from "@/lib/policies/testing";
import { notifyDeliveries } from "@/lib/webhooks/deliveries/delivery-notifications";
import { endpointForm, newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { GET as paymentRoute } from "./payments/[id]/route";
import { GET as listRoute } from "./payments/route";

const request = vi.hoisted(() => ({ cookie: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ toString: () => request.cookie, get: () => undefined }),
}));

/** One event of a stream. */
interface Sent {
  event: string;
  id: string;
  data: string;
}

const readers: ReadableStreamDefaultReader<Uint8Array>[] = [];
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.cancel();
  await stopOutboxNotifications();
});

async function signIn(person: TestPerson): Promise<void> {
  request.cookie = (await signedInBrowser(person)).headers.get("cookie") ?? "";
}

function asked(
  after: string | null,
  search: Record<string, string> = {},
  headers: HeadersInit = {},
): Request {
  const params = new URLSearchParams({ ...search, ...(after && { after }) });
  return new Request(`http://localhost:3000/api/live/payments?${params}`, { headers });
}

const now = async () => spellCursor(await outboxHead());
const ofPayment = (id: string) => ({ params: Promise.resolve({ id }) });

/** The events of an answer, as they come; null when it has ended. */
function eventsOf({ body }: Response): () => Promise<Sent | null> {
  if (!body) throw new Error("There is no stream.");
  const reader = body.getReader();
  readers.push(reader);
  const decoder = new TextDecoder();
  let text = "";
  return async () => {
    for (;;) {
      const at = text.indexOf("\n\n");
      if (at >= 0) {
        const lines = new Map(
          text
            .slice(0, at)
            .split("\n")
            .map((line) => line.split(/:\s?(.*)/s) as [string, string]),
        );
        text = text.slice(at + 2);
        if (!lines.has("event")) continue;
        return { event: lines.get("event") ?? "", id: lines.get("id") ?? "", data: lines.get("data") ?? "" };
      }
      const { done, value } = await reader.read();
      if (done) return null;
      text += decoder.decode(value, { stream: true });
    }
  };
}

async function nextView<T>(next: () => Promise<Sent | null>): Promise<{ view: T; id: string }> {
  for (;;) {
    const sent = await next();
    if (!sent) throw new Error("The stream has ended.");
    if (sent.event === "view") return { view: decode(sent.data) as T, id: sent.id };
  }
}

const cancel = (id: string) => cancelPayment({ ctx: contextOf("operator"), input: { id } });

describe("the stream of a payment", () => {
  it("is refused to who is not signed in, and is none for a payment that is not there", async () => {
    const { id } = await aLink();
    request.cookie = "";
    expect((await paymentRoute(asked(null), ofPayment(id))).status).toBe(401);
    expect((await listRoute(asked(null))).status).toBe(401);
    await signIn(await newPerson("viewer"));
    expect((await paymentRoute(asked(null), ofPayment(newId()))).status).toBe(404);
  });

  it("carries all that its page shows, and nothing when another payment changes", async () => {
    const merchant = await aMerchant();
    const [mine, another] = [
      await aLink({ merchantId: merchant.id }),
      await aLink({ merchantId: merchant.id }),
    ];
    await signIn(await newPerson("viewer"));
    const next = eventsOf(await paymentRoute(asked(await now()), ofPayment(mine.id)));
    expect((await next())?.event).toBe("beat");
    await cancel(another.id);
    await cancel(mine.id);
    const { view } = await nextView<PaymentView>(next);
    expect([view.uuid, view.facts.status]).toEqual([mine.id, "cancelled"]);
    expect(view.facts.createdAt).toBeInstanceOf(Date);
    expect(view.facts.amountMinor).toBeTypeOf("bigint");
  });

  it("tells who comes back what happened meanwhile, by the id of what they were told last", async () => {
    const { id } = await aLink();
    await signIn(await newPerson("viewer"));
    const next = eventsOf(await paymentRoute(asked("0.0"), ofPayment(id)));
    const told = await nextView<PaymentView>(next);
    expect(told.view.facts.status).toBe("pending");
    await readers.pop()?.cancel();
    await cancel(id);
    const resumed = asked(await now(), {}, { "last-event-id": told.id });
    const { view } = await nextView<PaymentView>(eventsOf(await paymentRoute(resumed, ofPayment(id))));
    expect(view.facts.status).toBe("cancelled");
  });

  it("lets nobody who is cut off at once go on from beyond what they were told", async () => {
    const { id } = await aLink();
    await signIn(await newPerson("viewer"));
    const next = eventsOf(await paymentRoute(asked("0.0"), ofPayment(id)));
    expect(await next()).toEqual({ event: "beat", id: "", data: "" });
  });

  it("tells of a delivery of the payment that is no event, and not of another payment's", async () => {
    const merchant = await aMerchant();
    const [mine, another] = [
      await aLink({ merchantId: merchant.id }),
      await aLink({ merchantId: merchant.id }),
    ];
    const { endpoint } = await createEndpoint({ ctx: contextOf("admin"), input: endpointForm() });
    const at = new Date(Date.now() - 3_600_000);
    const type = "payment.metadata_updated";
    const toMake = { endpointId: endpoint.id, state: "pending", type, at } as const;
    const [delivery, elsewhere] = [
      await newDelivery({ ...toMake, paymentId: mine.id }),
      await newDelivery({ ...toMake, paymentId: another.id }),
    ];
    await signIn(await newPerson("operator"));
    const next = eventsOf(await paymentRoute(asked(await now()), ofPayment(mine.id)));
    expect((await next())?.event).toBe("beat");
    for (const { id } of [elsewhere, delivery]) await runPrepared(PUT_OFF, [id]);
    notifyDeliveries();
    const { view } = await nextView<PaymentView>(next);
    expect(view.history.lines.map(({ look }) => look)).toContain("delivery_pending");
    const pending = next();
    await runPrepared(PUT_OFF, [elsewhere.id]);
    notifyDeliveries();
    await cancel(mine.id);
    expect((decode((await pending)?.data ?? "") as PaymentView).facts.status).toBe("cancelled");
  });

  it("tells that its customer is called otherwise, and that its premium's policy has been cancelled", async () => {
    await signIn(await newPerson("viewer"));
    const customer = await createCustomer({
      ctx: contextOf("operator"),
      input: { name: "Ana", email: "ana@example.com", merchantId: (await aMerchant()).id },
    });
    const { id } = await aLink({ merchantId: customer.merchantId, customerId: customer.id });
    const ofLink = eventsOf(await paymentRoute(asked(await now()), ofPayment(id)));
    expect((await ofLink())?.event).toBe("beat");
    await updateCustomer({ ctx: contextOf("operator"), input: { id: customer.id, name: "Ana Ruiz" } });
    expect((await nextView<PaymentView>(ofLink)).view.facts.payer?.name).toBe("Ana Ruiz");

    const insurer = await anInsurer();
    const premium = (await insurer.pay("failed")).body.payment_id ?? "";
    const ofPremium = eventsOf(await paymentRoute(asked(await now()), ofPayment(premium)));
    expect((await ofPremium())?.event).toBe("beat");
    await stepPolicy({ ctx: contextOf("admin"), input: { id: insurer.policyId, step: "cancel" } });
    expect((await nextView<PaymentView>(ofPremium)).view.uuid).toBe(premium);
  });

  it("ends when its reader is no longer signed in, before anything else is told", async () => {
    const { id } = await aLink();
    const person = await newPerson("viewer");
    await signIn(person);
    const next = eventsOf(await paymentRoute(asked(await now()), ofPayment(id)));
    await next();
    await runPrepared(DISABLE, [person.id]);
    await cancel(id);
    expect((await next())?.event).toBe("end");
    expect(await next()).toBeNull();
  });
});

const PUT_OFF = statement(
  "UPDATE webhook_delivery SET next_attempt_at = now() + interval '1 hour', updated_at = now() WHERE id = $1",
);
const DISABLE = statement(`UPDATE "user" SET disabled_at = now() WHERE id = $1`);

describe("the stream of a list", () => {
  it("tells of a payment that its search finds, and of one that it finds no longer", async () => {
    const [merchant, other] = [await aMerchant(), await aMerchant()];
    await signIn(await newPerson("viewer"));
    const next = eventsOf(await listRoute(asked(await now(), { merchant: merchant.id, status: "pending" })));
    const { id } = await aLink({ merchantId: merchant.id });
    const found = await nextView<Extract<ListMessage, { changed: unknown }>>(next);
    expect(found.view.changed.map(({ line, fits }) => [line.id, fits])).toEqual([[spellId("pay", id), true]]);
    expect(found.view.summary).toBe("1 payment");
    await cancel(id);
    const gone = await nextView<Extract<ListMessage, { changed: unknown }>>(next);
    expect(gone.view.changed.map(({ line, fits }) => [line.id, line.status, fits])).toEqual([
      [spellId("pay", id), "cancelled", false],
    ]);
    const { id: elsewhere } = await aLink({ merchantId: other.id });
    const unfit = await nextView<Extract<ListMessage, { changed: unknown }>>(next);
    expect(unfit.view.changed.filter(({ fits }) => fits)).toEqual([]);
    expect(elsewhere).not.toBe(id);
  });

  it("is the whole page where a customer of it is called otherwise", async () => {
    await signIn(await newPerson("viewer"));
    const merchantId = (await aMerchant()).id;
    const input = { name: "Bo", email: "bo@example.com", merchantId };
    const customer = await createCustomer({ ctx: contextOf("operator"), input });
    await aLink({ merchantId, customerId: customer.id });
    const next = eventsOf(await listRoute(asked(await now(), { merchant: merchantId })));
    expect((await next())?.event).toBe("beat");
    await updateCustomer({ ctx: contextOf("operator"), input: { id: customer.id, name: "Bo Nilsen" } });
    const { view } = await nextView<Extract<ListMessage, { page: unknown }>>(next);
    expect(JSON.stringify(view.page.lines.map(({ name, about }) => [name, about]))).toContain("Bo Nilsen");
  });

  it("is the whole page for who comes back after too long", async () => {
    const merchant = await aMerchant();
    const { id } = await aLink({ merchantId: merchant.id });
    await signIn(await newPerson("viewer"));
    const next = eventsOf(await listRoute(asked("0.0", { merchant: merchant.id })));
    const { view } = await nextView<Extract<ListMessage, { page: unknown }>>(next);
    expect(view.page.lines.map((line) => line.id)).toEqual([spellId("pay", id)]);
  });

  it("is refused to a person who has too many open, until one is closed", async () => {
    await signIn(await newPerson("viewer"));
    const open = await Promise.all(
      Array.from({ length: STREAMS_PER_PERSON_MAX }, () => listRoute(asked(null))),
    );
    expect(open.map(({ status }) => status)).toEqual(open.map(() => 200));
    expect((await listRoute(asked(null))).status).toBe(429);
    await open[0]?.body?.cancel();
    const again = await listRoute(asked(null));
    expect(again.status).toBe(200);
    for (const { body } of [...open.slice(1), again]) await body?.cancel();
  });

  it("ends with the server, which opens no more", async () => {
    await signIn(await newPerson("viewer"));
    const next = eventsOf(await listRoute(asked(await now())));
    await next();
    await endStreams();
    expect(await next()).toBeNull();
    expect((await listRoute(asked(null))).status).toBe(503);
  });
});
