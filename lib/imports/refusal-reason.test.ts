import { describe, expect, it } from "vitest";
import { addAdjustment, createPaymentV1 } from "@/lib/connected/wire";
import { IMPORT_FIELDS, IMPORT_KINDS, importFieldsOf } from "./fields";
import { refusalReason } from "./refusal-reason";

const WIRE = { payments: createPaymentV1.shape, adjustments: addAdjustment.shape };

// Every name that the schemas and the verbs behind an import refuse a field by.
const CASES = IMPORT_KINDS.flatMap((kind) =>
  [
    ...new Set([
      ...Object.keys(IMPORT_FIELDS[kind]),
      ...Object.keys(WIRE[kind]),
      "connectorID",
      "connectorId",
    ]),
  ].map((path) => [kind, path] as const),
);

describe("why a line is refused", () => {
  it.each(CASES)("is told of %s without the wire's name for it: %s", (kind, path) => {
    const reason = refusalReason(kind, { path, message: "is not that of payment INV-1" });
    const label = importFieldsOf(kind).find(([field]) => field === path)?.[1].label;
    if (label) expect(reason).toBe(`${label} is not that of payment INV-1`);
    expect(reason).toMatch(/ is not that of payment INV-1$/);
    expect(reason).toMatch(/^[A-Z]/);
    expect(reason).not.toMatch(new RegExp(`^${path}\\b`));
  });

  it("is told in whole sentences as they stand", () => {
    const message = "This connector is paused. Resume it first.";
    expect(refusalReason("payments", { path: "connectorId", message })).toBe(message);
  });
});
