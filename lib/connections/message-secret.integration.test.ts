import { describe, expect, it } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { openMessageSecret } from "@/lib/connectors/credentials";
import { queryOne, runUnprepared } from "@/lib/db/sql";
import { HOUR_MS } from "@/lib/durations";
import { MESSAGE_SECRETS } from "@/lib/generated/sql/connections/events/message-secrets";
import { newId } from "@/lib/ids";
import { connectProvider } from "./connect-provider";
import { getConnection } from "./get-connection";
import { MESSAGE_SECRET_OVERLAP_HOURS } from "./limits";
import { setMessageSecret } from "./set-message-secret";
import { connectionForm, testingProvider } from "./testing-provider";

const admin = contextOf("admin");
const { providers } = testingProvider();
const set = (input: Parameters<typeof setMessageSecret>[0]["input"]) =>
  setMessageSecret({ ctx: admin, input, providers });

async function newForm() {
  const { id } = await connectProvider({ ctx: admin, input: connectionForm(), providers });
  return { id, version: 1, secret: `whsec_${newId()}` };
}

/** The secrets that messages are verified by now, newest first. */
async function takenSecrets(id: string): Promise<string[]> {
  const row = await queryOne(MESSAGE_SECRETS, { id });
  return [row?.sealed, row?.beforeSealed].flatMap((sealed) =>
    sealed ? [openMessageSecret(id, sealed)] : [],
  );
}

describe("setting the secret that messages are signed with", () => {
  it("is refused below admin, for what is not there and for what sends none", async () => {
    const input = await newForm();
    expect(await problemIn(setMessageSecret({ ctx: contextOf("operator"), input, providers }))).toMatchObject(
      { permission: "providers:manage" },
    );
    expect(await problemIn(set({ ...input, id: newId() }))).toMatchObject({ code: "not_found" });
    const sandbox = { ...input, id: BUILT_IN_CONNECTION_ID };
    expect(await problemIn(setMessageSecret({ ctx: admin, input: sandbox }))).toMatchObject({
      code: "conflict",
    });
  });

  it("happens once, however often and however parallel the same form is sent", async () => {
    const input = await newForm();
    await Promise.all(Array.from({ length: 8 }, () => set(input)));
    expect(await set(input)).toEqual({ replaced: false });
    expect(await takenSecrets(input.id)).toEqual([input.secret]);
    expect(await auditedActions(input.id)).toEqual(["connection.connected", "connection.message_secret_set"]);
  });

  it("takes the secret before beside the new one for a day, and no longer", async () => {
    const input = await newForm();
    await set(input);
    const next = { ...input, version: 2, secret: `whsec_${newId()}` };
    expect(await set(next)).toEqual({ replaced: true });
    expect(await takenSecrets(input.id)).toEqual([next.secret, input.secret]);
    const { connection } = await getConnection({ ctx: admin, input });
    const hours = ((connection.messageSecretBeforeUntil?.getTime() ?? 0) - Date.now()) / HOUR_MS;
    expect(Math.abs(hours - MESSAGE_SECRET_OVERLAP_HOURS)).toBeLessThan(0.1);
    await runUnprepared("UPDATE connection SET webhook_secret_before_until = now() WHERE id = $1", [
      input.id,
    ]);
    expect(await takenSecrets(input.id)).toEqual([next.secret]);
  });

  it("is refused to the one of two who saw what the other has changed", async () => {
    const input = await newForm();
    await set(input);
    expect(await problemIn(set({ ...input, secret: "whsec_of_somebody_else" }))).toMatchObject({
      code: "conflict",
    });
    expect(await takenSecrets(input.id)).toEqual([input.secret]);
  });
});
