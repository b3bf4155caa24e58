import { describe, expect, it } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { HOUR_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { endpointForm } from "@/lib/webhooks/deliveries/testing-deliveries";
import { SECRETS_VALID_MAX } from "@/lib/webhooks/limits";
import { createEndpoint } from "./create-endpoint";
import { rotateSecret } from "./rotate-secret";
import { RotateSecret } from "./schemas";
import { validSecrets } from "./stored-secrets";

const admin = contextOf("admin");
const hoursOn = (hours: number) => new Date(admin.now.getTime() + hours * HOUR_MS);

async function newForm(overlapHours: RotateSecret["overlapHours"] = 24): Promise<RotateSecret> {
  const { endpoint } = await createEndpoint({ ctx: admin, input: endpointForm() });
  return { id: endpoint.id, secretId: newId(), overlapHours };
}

describe("rotating a secret", () => {
  it("is refused below admin, and for an endpoint that is not there", async () => {
    const input = await newForm();
    expect(await problemIn(rotateSecret({ ctx: contextOf("operator"), input }))).toMatchObject({
      permission: "webhooks:manage",
    });
    expect(await problemIn(rotateSecret({ ctx: admin, input: { ...input, id: newId() } }))).toMatchObject({
      code: "not_found",
    });
  });

  it("lets the old secret sign for exactly the overlap beside the new one", async () => {
    const input = await newForm(24);
    const { secret } = await rotateSecret({ ctx: admin, input });
    expect(secret).toMatch(/^whsec_/);
    const [fresh, old] = await validSecrets(input.id, admin.now);
    expect([fresh?.id, fresh?.expiresAt, old?.expiresAt]).toEqual([input.secretId, null, hoursOn(24)]);
    expect(await validSecrets(input.id, hoursOn(24))).toHaveLength(1);
  });

  it("without an overlap ends every secret before it at once", async () => {
    const input = await newForm(168);
    await rotateSecret({ ctx: admin, input });
    await rotateSecret({ ctx: admin, input: { ...input, secretId: newId(), overlapHours: 0 } });
    expect(await validSecrets(input.id, admin.now)).toMatchObject([{ expiresAt: null }]);
  });

  it("never makes a secret that was to end sooner last longer", async () => {
    const input = await newForm(1);
    await rotateSecret({ ctx: admin, input });
    await rotateSecret({ ctx: admin, input: { ...input, secretId: newId(), overlapHours: 168 } });
    const ends = (await validSecrets(input.id, admin.now)).map(({ expiresAt }) => expiresAt?.getTime() ?? 0);
    expect(ends.sort()).toEqual([0, hoursOn(1).getTime(), hoursOn(168).getTime()]);
  });

  it("makes and shows one secret of one form, however often and however parallel it is sent", async () => {
    const input = await newForm();
    const made = await Promise.all(Array.from({ length: 8 }, () => rotateSecret({ ctx: admin, input })));
    expect(made.filter(({ secret }) => secret !== null)).toHaveLength(1);
    expect(await validSecrets(input.id, admin.now)).toHaveLength(2);
    expect(await auditedActions(input.id)).toEqual([
      "webhook_endpoint.created",
      "webhook_endpoint.secret_rotated",
    ]);
    const elsewhere = { ...(await newForm()), secretId: input.secretId };
    expect(await problemIn(rotateSecret({ ctx: admin, input: elsewhere }))).toMatchObject({
      code: "conflict",
    });
  });

  it("takes the same id for another overlap as something else", async () => {
    const input = await newForm(24);
    await rotateSecret({ ctx: admin, input });
    expect(await problemIn(rotateSecret({ ctx: admin, input: { ...input, overlapHours: 1 } }))).toMatchObject(
      {
        code: "conflict",
      },
    );
    expect(await rotateSecret({ ctx: admin, input })).toMatchObject({ secret: null });
  });

  it("lets only so many sign at once, and says what to do", async () => {
    const input = await newForm(168);
    for (let valid = 2; valid <= SECRETS_VALID_MAX; valid++) {
      await rotateSecret({ ctx: admin, input: { ...input, secretId: newId() } });
    }
    const more = { ...input, secretId: newId() };
    expect(await problemIn(rotateSecret({ ctx: admin, input: more }))).toMatchObject({ code: "conflict" });
    expect(await validSecrets(input.id, admin.now)).toHaveLength(SECRETS_VALID_MAX);
    await rotateSecret({ ctx: admin, input: { ...more, overlapHours: 0 } });
    expect(await validSecrets(input.id, admin.now)).toHaveLength(1);
  });

  it("takes only the overlaps that are offered", () => {
    const parsed = (overlapHours: unknown) =>
      RotateSecret.safeParse({ id: newId(), secretId: newId(), overlapHours }).success;
    expect(["0", "1", "24", "168", 2, 9_999, "", null].map(parsed)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
