import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KIND_RULES } from "./kinds/all";
import {
  describe as inWords,
  mayBeReported,
  mayFollow,
  movesMoney,
  nextStatuses,
  nextSteps,
  type PaymentStep,
  reportableStatuses,
} from "./life-cycle";
import {
  PAYMENT_KINDS,
  PAYMENT_STAGES,
  PAYMENT_STATUSES,
  type PaymentKind,
  type PaymentStage,
  type PaymentStatus,
  stageOf,
} from "./status";

type Steps = Partial<Record<PaymentStatus, string>>;

const AFTER_SUCCESS: Steps = {
  succeeded: "refunded refunded_failure dispute",
  refunded: "refunded refund_reversed refunded_failure dispute",
  refunded_failure: "refunded refunded_failure dispute",
  refund_reversed: "refunded refund_reversed refunded_failure dispute",
  dispute: "dispute_won dispute_lost",
  dispute_won: "refunded refunded_failure dispute",
  dispute_lost: "refunded refund_reversed refunded_failure dispute",
};

/** The contracts' lives of a payment, written down a second time. A kind that is left out takes any step. */
const LIVES: Partial<Record<PaymentKind, Steps>> = {
  checkout: { ...AFTER_SUCCESS, pending: "processing expired cancelled", processing: "pending succeeded" },
  policy: {
    pending: "submitted processing succeeded failed cancelled",
    submitted: "processing succeeded failed",
    processing: "succeeded failed",
    succeeded: "failed",
  },
  referral: { ...AFTER_SUCCESS, succeeded: `${AFTER_SUCCESS.succeeded} cancelled` },
};

const kind = fc.constantFrom(...PAYMENT_KINDS);
const status = fc.constantFrom(...PAYMENT_STATUSES);
const pairs = PAYMENT_KINDS.flatMap((each) => PAYMENT_STATUSES.map((from) => [each, from] as const));

describe("which status may follow which", () => {
  it.each(pairs)("of a %s payment that is %s", (of, from) => {
    const steps = LIVES[of];
    const expected = steps ? (steps[from]?.split(" ") ?? []) : [...PAYMENT_STATUSES];
    expect(PAYMENT_STATUSES.filter((to) => mayFollow(of, from, to)).sort()).toEqual(expected.sort());
  });

  it("is listed as it is judged, and is not listed where nothing is refused", () => {
    for (const [of, from] of pairs) {
      const next = nextStatuses(of, from);
      if (of === "connected") expect(next).toBeNull();
      else expect(next).toEqual(next?.filter((to) => mayFollow(of, from, to)));
      if (next) expect(next).toHaveLength(PAYMENT_STATUSES.filter((to) => mayFollow(of, from, to)).length);
    }
  });

  it("never lets a payment that ended without money move again", () => {
    for (const of of PAYMENT_KINDS.filter((each) => each !== "connected"))
      for (const end of ["expired", "cancelled"] as const) expect(nextStatuses(of, end)).toEqual([]);
  });
});

describe("what somebody may report from outside", () => {
  it("is what the life of the payment allows, but never the paying of a link, nor that one was a mistake", () => {
    const ours = (of: PaymentKind, to: PaymentStatus) =>
      (of === "checkout" && ["pending", "processing", "succeeded"].includes(to)) ||
      (of === "referral" && to === "cancelled");
    const wrong = pairs.flatMap(([of, from]) =>
      PAYMENT_STATUSES.filter(
        (to) => mayBeReported(of, from, to) !== (mayFollow(of, from, to) && !ours(of, to)),
      ).map((to) => [of, from, to]),
    );
    expect(wrong).toEqual([]);
  });

  it("is offered for a payment of ours exactly as it is allowed", () => {
    for (const [of, from] of pairs.filter(([each]) => each !== "connected"))
      expect([...reportableStatuses(of, from)].sort()).toEqual(
        PAYMENT_STATUSES.filter((to) => mayBeReported(of, from, to)).sort(),
      );
  });

  it.each([
    ["pending", "authorisation succeeded failed cancelled expired"],
    ["authorisation", "capture capture_failed cancelled expired"],
    ["capture", "capture refunded dispute amount_adjustment"],
    ["capture_failed", "capture cancelled"],
    ["succeeded", "refunded dispute amount_adjustment"],
    ["refunded", "refunded refund_reversed refunded_failure dispute amount_adjustment"],
    ["refunded_failure", "refunded dispute amount_adjustment"],
    ["refund_reversed", "refunded dispute amount_adjustment"],
    ["dispute", "dispute_won dispute_lost"],
    ["dispute_won", "refunded dispute amount_adjustment"],
    ["dispute_lost", "amount_adjustment"],
    ["failed", "succeeded"],
    ["expired", "succeeded"],
    ["cancelled", ""],
    ["unknown", "succeeded failed cancelled expired"],
    ["other", "succeeded failed cancelled expired"],
    ["processing", "succeeded failed cancelled expired"],
  ] as const)(
    "is offered for a mirrored payment that is %s as what usually comes next: %s",
    (from, expected) => {
      expect(reportableStatuses("connected", from).join(" ")).toBe(expected);
    },
  );
});

describe("what an operator may do", () => {
  const step = (
    name: PaymentStep,
    of: PaymentKind,
    from: PaymentStatus,
    amountMinor = 100n,
    disputedMinor = 0n,
  ) => {
    const verdict = nextSteps({ kind: of, status: from, amountMinor, disputedMinor }).find(
      (each) => each.step === name,
    );
    return verdict && !verdict.allowed ? verdict.reason : verdict?.allowed;
  };

  it("always has a verdict on cancelling and on refunding, and on undoing what is recorded by hand", () => {
    fc.assert(
      fc.property(kind, status, fc.bigInt({ min: 0n, max: 100n }), (of, from, amountMinor) => {
        const verdicts = nextSteps({ kind: of, status: from, amountMinor, disputedMinor: 0n });
        const undo = of === "referral" ? ["undo"] : [];
        expect(verdicts.map((each) => each.step)).toEqual(["cancel", "refund", ...undo]);
      }),
    );
  });

  it("is to cancel what nobody has begun to pay", () => {
    expect(step("cancel", "checkout", "pending")).toBe(true);
    expect(step("cancel", "policy", "pending")).toBe(true);
    for (const of of ["checkout", "policy"] as const)
      for (const from of PAYMENT_STATUSES)
        expect(step("cancel", of, from) === true).toBe(mayFollow(of, from, "cancelled"));
    expect(step("cancel", "checkout", "processing")).toBe(
      "A payment cannot be cancelled while it is being paid.",
    );
    expect(step("cancel", "checkout", "dispute_lost")).toBe(
      "A payment that is lost in a dispute cannot be cancelled.",
    );
    for (const from of PAYMENT_STATUSES)
      expect(step("cancel", "referral", from)).toMatch(/undone or refunded, not cancelled/);
  });

  it("is to undo what was recorded by hand while nothing else has become of it", () => {
    for (const from of PAYMENT_STATUSES)
      expect(step("undo", "referral", from) === true).toBe(from === "succeeded");
    expect(step("undo", "referral", "cancelled")).toBe("It has been undone already.");
    expect(step("undo", "referral", "dispute")).toBe(
      "Only a payment of which nothing has become since can be undone; this one is disputed.",
    );
  });

  it("is to refund what was paid and is neither disputed nor given back", () => {
    for (const of of ["checkout", "policy", "referral"] as const)
      for (const from of PAYMENT_STATUSES)
        expect(step("refund", of, from) === true).toBe(mayFollow(of, from, "refunded"));
    expect(step("refund", "checkout", "refunded", 1n)).toBe(true);
    expect(step("refund", "checkout", "refunded", 0n)).toBe("Everything has been refunded already.");
    expect(step("refund", "checkout", "dispute")).toBe(
      "A disputed payment cannot be refunded until the dispute is decided.",
    );
    for (const lost of [100n, 140n])
      expect(step("refund", "referral", "dispute_lost", 100n, lost)).toBe(
        "There is nothing to refund: the payment is lost in a dispute.",
      );
    expect(step("refund", "referral", "dispute_lost", 100n, 40n)).toBe(true);
    expect(step("refund", "checkout", "dispute_lost", 0n, 100n)).toBe(
      "Everything has been refunded already.",
    );
    expect(step("refund", "policy", "succeeded")).toBe(
      "A premium is given back by its reversal or by a premium refund, and nothing else of a policy is refunded.",
    );
  });

  it("is judged with what is under way: a charge bars cancelling, and a refund what it has promised", () => {
    const reasonOf = (
      step: "cancel" | "refund",
      status: PaymentStatus,
      charges: number,
      refundsMinor: bigint,
    ) =>
      nextSteps(
        { kind: "checkout", status, amountMinor: 100n, disputedMinor: 0n },
        { charges, refundsMinor },
      ).find((each) => each.step === step);
    expect(reasonOf("cancel", "pending", 0, 0n)).toEqual({ step: "cancel", allowed: true });
    expect(reasonOf("cancel", "pending", 1, 0n)).toMatchObject({
      reason: "A payment cannot be cancelled while it is being paid.",
    });
    expect(reasonOf("refund", "succeeded", 0, 99n)).toEqual({ step: "refund", allowed: true });
    expect(reasonOf("refund", "succeeded", 0, 100n)).toMatchObject({
      reason: "All that is left is being refunded already.",
    });
  });

  it("is nothing on a mirrored payment, whatever has become of it", () => {
    for (const from of PAYMENT_STATUSES) {
      expect(step("cancel", "connected", from)).toBe("A mirrored payment is cancelled at its provider.");
      expect(step("refund", "connected", from)).toBe("A mirrored payment is refunded at its provider.");
    }
  });
});

it("says a status as words of a sentence", () => {
  expect(inWords("pending")).toBe("pending");
  expect(inWords("dispute")).toBe("disputed");
  for (const status of PAYMENT_STATUSES)
    expect(inWords(status)).not.toMatch(/_|^dispute$|^dispute |adjustment|authorisation|capture$/);
});

it("knows which statuses say how much money moved", () => {
  expect(PAYMENT_STATUSES.filter(movesMoney)).toEqual([
    "capture",
    "refunded",
    "refund_reversed",
    "amount_adjustment",
  ]);
});

describe("a stage", () => {
  const STAGES: Record<PaymentStage, readonly PaymentStatus[]> = {
    pending: ["pending", "authorisation", "amount_adjustment", "other", "unknown"],
    processing: ["submitted", "processing"],
    completed: [
      "succeeded",
      "capture",
      "refunded",
      "refunded_failure",
      "refund_reversed",
      "dispute",
      "dispute_won",
      "dispute_lost",
    ],
    failed: ["failed", "capture_failed"],
    expired: ["expired"],
    cancelled: ["cancelled"],
  };

  it("holds each status once", () => {
    expect([...PAYMENT_STAGES]).toEqual(Object.keys(STAGES));
    expect(Object.values(STAGES).flat().sort()).toEqual([...PAYMENT_STATUSES].sort());
    for (const stage of PAYMENT_STAGES)
      expect([stage, PAYMENT_STATUSES.filter((each) => stageOf(each) === stage).sort()]).toEqual([
        stage,
        [...STAGES[stage]].sort(),
      ]);
  });

  it("never goes back once the money has arrived, but where a success is returned or was a mistake", () => {
    for (const [of, from] of pairs.filter(([each]) => each === "checkout" || each === "referral"))
      for (const to of nextStatuses(of, from) ?? [])
        if (stageOf(from) === "completed" && !(of === "referral" && to === "cancelled"))
          expect(stageOf(to)).toBe("completed");
  });
});

it("knows the four kinds of payment, and what lists call them", () => {
  expect(PAYMENT_KINDS.map((each) => KIND_RULES[each].name).sort()).toEqual([
    "Checkout",
    "Connected",
    "Policy",
    "Referral",
  ]);
  expect([...PAYMENT_KINDS].sort()).toEqual(["checkout", "connected", "policy", "referral"]);
});
