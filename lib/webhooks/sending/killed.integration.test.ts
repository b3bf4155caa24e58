import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it, onTestFinished, vi } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { newId, spellId } from "@/lib/ids";
import { bundle } from "@/lib/process/testing/bundle";
import { startSender } from "./sender";
import { anEndpoint, anEvent, aReceiver } from "./testing-receiver";

const KILLS = 50;
const PAYMENTS = 10;

it("killing the sender in the middle of a delivery, fifty times, loses no event, and what comes twice has the same id", async () => {
  vi.stubEnv("WEBHOOK_ALLOWED_ADDRESSES", "127.0.0.1");
  const receiver = await aReceiver();
  await anEndpoint(receiver.url);
  let arrived = () => {};
  // Half of the messages are answered late, so that the kill finds them under way.
  receiver.answerWith((res) => {
    arrived();
    setTimeout(() => res.writeHead(204).end(), receiver.received.length % 2 ? 0 : 200);
  });
  const { file: program, remove } = await bundle("lib/webhooks/sending/testing-sender.ts");
  onTestFinished(remove);
  const payments = Array.from({ length: PAYMENTS }, newId);
  const sent: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    for (const [step, payment] of payments.entries())
      sent.push(await anEvent("payment.adjusted", payment, { order: kill * PAYMENTS + step }));
    const next = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const child = spawnProgram(program);
    await next;
    await delay(Math.random() * 50);
    await killed(child);
  }
  const sender = startSender();
  onTestFinished(sender.stop);
  const ids = () => new Set(receiver.received.map(({ id }) => id));
  const waiting = () =>
    runUnprepared(
      `SELECT attempts, round_attempts, sending, last_outcome, next_attempt_at
       FROM webhook_delivery WHERE state <> 'delivered' ORDER BY id LIMIT 5`,
      [],
    );
  const arrivedAll = async () => {
    // What still waits says why, where this fails.
    expect(await waiting()).toEqual([]);
    expect(ids().size).toBe(sent.length);
  };
  await vi.waitFor(arrivedAll, { timeout: 70_000, interval: 250 });
  expect(ids()).toEqual(new Set(sent.map((id) => spellId("evt", id))));
  const bodies = new Set(receiver.received.map(({ id, body }) => `${id} ${body}`));
  expect(bodies.size).toBe(sent.length);
  expect(receiver.received.length).toBeGreaterThan(sent.length);
  for (const payment of payments) expectInOrder(receiver.received, spellId("pay", payment));
}, 300_000);

// What is new of a payment never comes before something older of it that is new as well.
function expectInOrder(received: { json: { data: Record<string, unknown> } }[], id: string): void {
  const seen = new Set<number>();
  const firsts = received
    .filter(({ json }) => json.data.id === id)
    .map(({ json }) => Number(json.data.order))
    .filter((order) => !seen.has(order) && seen.add(order));
  expect(firsts).toEqual([...firsts].sort((left, right) => left - right));
}

function spawnProgram(file: string): ChildProcess {
  return spawn(process.execPath, [file], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "test" },
  });
}

async function killed(child: ChildProcess): Promise<void> {
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await over;
}
