import { beforeAll, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask, type WireAnswer, type WirePayment } from "@/lib/connected/testing";
import { countRoundTrips } from "@/lib/db/testing/round-trips";

let key: string;
let stranger: string;
let everybodys: string;
let made: WirePayment[];

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  stranger = await aKey((await aMerchant()).id);
  everybodys = await aKey(null);
  const connectorID = await aConnector();
  const bodies = Array.from({ length: 6 }, (_, index) => aPayment(connectorID, { amount: 1_000 + index }));
  const answers = await Promise.all(bodies.map((body) => ask(key, "POST", "/payments", body)));
  made = answers.flatMap(({ body }) => body.data ?? []);
  // Keys and limits are known from here on.
  for (const each of [key, stranger, everybodys]) await ask(each, "GET", "/payments?pageSize=1");
});

const payment = (secret: string, id: string, version = "") => ask(secret, "GET", `${version}/payments/${id}`);

it("payments that are read at the same moment are answered each its own, in both versions, twice the same and those that are not there", async () => {
  const [first] = made;
  const ids = [...made.map(({ id }) => id), first?.id ?? "", `${first?.id.slice(0, -4)}AAAA`];
  const alone = [];
  for (const id of ids) alone.push([await payment(key, id), await payment(key, id, "/v3")]);
  const together = await Promise.all(
    ids.map((id) => Promise.all([payment(key, id), payment(key, id, "/v3")])),
  );
  expect(together).toEqual(alone);
  expect(together.map(([{ body }]) => body.data)).toEqual([...made, first, undefined]);
});

it("share a statement", async () => {
  const readAll = () => Promise.all(made.map(({ id }) => payment(key, id)));
  // One, and what a process asks in its own time where it took long: its clock, its keys.
  expect(await countRoundTrips(readAll)).toBeLessThanOrEqual(3);
});

it("are their own merchant's alone, whoever asks at the same moment", async () => {
  const asked = [key, stranger, everybodys, stranger, key];
  const answers = await Promise.all(asked.map((secret) => payment(secret, made[0]?.id ?? "")));
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 404, 200]);
  expect(answers.flatMap(({ body }) => body.data ?? [])).toEqual([made[0], made[0], made[0]]);
});

it("are as they are once the question was asked, never as an answer under way found them", async () => {
  const body = aPayment(await aConnector());
  const { id = "" } = (await ask(key, "POST", "/payments", body)).body.data ?? {};
  for (const amount of [1, 2, 3, 4, 5]) {
    const others = [payment(key, id), payment(key, id)];
    const createdAt = `2026-01-05T10:00:0${amount}Z`;
    const moved = await ask(key, "POST", "/payments", { ...body, createdAt, status: "SUCCEEDED" });
    const read = await payment(key, id);
    expect(read.body.data).toEqual(moved.body.data);
    await Promise.all(others);
  }
});

const ids = ({ body }: WireAnswer) => body.cursor?.data.map(({ id }) => id);
const firstPage = (secret: string) => ask(secret, "GET", "/v3/payments");

it("a page that several ask for at the same moment is read once more for all of them, and each merchant's is its own", async () => {
  const strangers = await ask(stranger, "POST", "/payments", aPayment(await aConnector()));
  const [own, others] = [await firstPage(key), await firstPage(stranger)];
  expect(ids(others)).toEqual([strangers.body.data?.id]);
  const asked = [key, stranger, key, stranger, key, key, stranger, key, key, stranger, key, stranger];
  const answers: WireAnswer[] = [];
  const trips = await countRoundTrips(async () => {
    answers.push(...(await Promise.all(asked.map(firstPage))));
  });
  expect(answers).toEqual(asked.map((secret) => (secret === key ? own : others)));
  // The first of each, and one for all who asked meanwhile; and what a process asks in its own time.
  expect(trips).toBeLessThanOrEqual(6);
});

it("a page has what was recorded before it was asked for, whoever asks meanwhile", async () => {
  const connectorID = await aConnector();
  for (let round = 0; round < 5; round++) {
    const others = Promise.all([firstPage(key), firstPage(key)]);
    const createdAt = `2026-01-06T10:00:0${round}Z`;
    const recorded = await ask(key, "POST", "/payments", aPayment(connectorID, { createdAt }));
    expect(ids(await firstPage(key))?.at(0)).toBe(recorded.body.data?.id);
    await others;
  }
});
