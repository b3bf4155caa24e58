import { spawn } from "node:child_process";
import { expect, it, onTestFinished, vi } from "vitest";
import { queryOne } from "@/lib/db/sql";
import { addressAs, onConnection, runAs } from "@/lib/db/testing/roles";
import { TRY_TO_LEAD } from "@/lib/generated/sql/webhooks/sending/try-to-lead";
import { newId, spellId } from "@/lib/ids";
import { bundle } from "@/lib/process/testing/bundle";
import { startSender } from "./sender";
import { anEndpoint, anEvent, aReceiver } from "./testing-receiver";

const WAIT = { timeout: 20_000, interval: 25 };

it("nobody leads while the database is still at the claim of a sender that was killed", async () => {
  vi.stubEnv("WEBHOOK_ALLOWED_ADDRESSES", "127.0.0.1");
  const receiver = await aReceiver();
  await anEndpoint(receiver.url);
  const event = await anEvent("payment.adjusted", newId());
  const { file: program, remove } = await bundle("lib/webhooks/sending/testing-sender.ts");
  onTestFinished(remove);

  await whileClaimsWait(async () => {
    const before = new Set((await connections()).map(({ pid }) => pid));
    const waitsOfSender = async () =>
      (await connections()).filter(({ pid }) => !before.has(pid)).map(({ waits }) => waits);
    const child = spawn(process.execPath, [program], { stdio: "inherit", env: process.env });
    await vi.waitFor(async () => expect(await waitsOfSender()).toContain("advisory"), WAIT);
    const over = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await over;
    // The database has noticed that nobody is there any more, wherever it was not at work.
    await vi.waitFor(async () => expect(await waitsOfSender()).toEqual(["advisory"]), WAIT);
    expect(await mayLead()).toBe(false);
  });

  const sender = startSender();
  onTestFinished(sender.stop);
  const arrived = () => receiver.received.map(({ id }) => id);
  await vi.waitFor(() => expect(arrived()).toEqual([spellId("evt", event)]), WAIT);
});

/** Every connection to this test's database but the asking one, with what it waits for. */
function connections(): Promise<{ pid: number; waits: string | null }[]> {
  return runAs(
    "administrator",
    `SELECT pid, wait_event AS waits FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
}

/** Does `work` while a claim that has begun is not done. */
async function whileClaimsWait(work: () => Promise<void>): Promise<void> {
  await runAs("owner", HELD_BY_A_LOCK);
  await onConnection(addressAs("owner"), async (holder) => {
    await holder.query("SELECT pg_advisory_lock(1)");
    await work();
  });
  await runAs("owner", "DROP TRIGGER test_hold ON webhook_attempt");
}

const HELD_BY_A_LOCK = `
  CREATE FUNCTION test_hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_advisory_xact_lock(1);
    RETURN NULL;
  END $$;
  CREATE TRIGGER test_hold AFTER INSERT ON webhook_attempt FOR EACH STATEMENT EXECUTE FUNCTION test_hold()`;

function mayLead(): Promise<boolean | undefined> {
  return onConnection(
    addressAs("application"),
    async (client) => (await queryOne(TRY_TO_LEAD, {}, client))?.mine,
  );
}
