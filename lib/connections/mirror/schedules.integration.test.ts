import { expect, it } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { ask } from "@/lib/connected/testing";
import { pauseMirror } from "./pause-mirror";
import { admin, mirroredAccount } from "./testing";

const account = mirroredAccount();

it("is shown as a connector's schedules, keeps it from being taken away, and is paused where the mirror is", async () => {
  await account.turnOn();
  await account.readAll();
  const key = await aKey(account.world.merchantId);
  const { body } = await ask(key, "GET", "/v3/connectors?pageSize=100");
  const connector = body.cursor?.data.find(({ provider }) => provider === "stripe")?.id;
  const at = `/v3/connectors/${connector}/schedules`;

  const schedules = await ask(key, "GET", at);
  expect(schedules.body.cursor?.data).toMatchObject([
    { id: "mirror-accounts", connectorID: connector, pausedAt: null, pausedReason: null },
    { id: "ask-providers", connectorID: connector, pausedAt: null, pausedReason: null },
  ]);
  const instances = await ask(key, "GET", `${at}/mirror-accounts/instances`);
  expect(instances.body.cursor?.data).toMatchObject([
    { scheduleID: "mirror-accounts", terminated: true, error: null },
  ]);

  for (const [method, path] of [
    ["POST", "/reset"],
    ["DELETE", ""],
  ] as const)
    expect((await ask(await aKey(null), method, `/v3/connectors/${connector}${path}`)).body).toEqual({
      errorCode: "CONFLICT",
      errorMessage: expect.stringContaining("the connection Shop's account stands behind it"),
    });

  await pauseMirror({ ctx: admin, input: { id: account.world.connectionId, paused: true } });
  const paused = await ask(key, "GET", `${at}/mirror-accounts`);
  expect(paused.body.data).toMatchObject({
    pausedAt: expect.any(String),
    pausedReason: "the mirror is paused",
  });
});
