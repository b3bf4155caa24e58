import { z } from "zod";
import { chosenMerchant, listedMerchant } from "@/lib/auth/acting-merchant";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { requiredOr, text } from "@/lib/checkout/fields";
import { IDEMPOTENCY_KEY_LENGTH_MAX, REFERENCE_LENGTH_MAX } from "@/lib/checkout/limits";
import { presentList } from "@/lib/checkout/present";
import { pageQuery } from "@/lib/checkout/wire";
import { AHEAD_SECONDS_MAX, STEP_SECONDS_MAX } from "@/lib/clock/limits";
import { DAY_SECONDS } from "@/lib/durations";
import { spelledId, time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { spellId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { advanceMerchantClock } from "./advance-merchant-clock";
import { createMerchantClock } from "./create-merchant-clock";
import { deleteMerchantClock } from "./delete-merchant-clock";
import { CLOCK_ID, type MerchantClock } from "./merchant-clock";
import { getMerchantClock, listMerchantClocks } from "./read-merchant-clocks";

const operation = operationsWith(validate);

const clockAnswer = z
  .object({
    id: z.string().regex(CLOCK_ID),
    object: z.literal("testClock"),
    merchantId: spelledId("org").meta({ description: "The merchant, as this dialect spells it." }),
    name: z.string().nullable(),
    description: z.string().nullable(),
    currentTime: time.meta({ description: "The time the merchant lives in. It runs on as real time does." }),
    createdAt: time,
    updatedAt: time,
    deletedAt: time.nullable(),
  })
  .meta({ id: "CheckoutTestClock" });

const clocksAnswer = z
  .object({
    object: z.literal("list"),
    data: z.array(clockAnswer),
    pagination: z.object({ limit: z.int(), offset: z.int(), total: z.int() }),
  })
  .meta({ id: "CheckoutTestClockList" });

const MOMENT_RULE = "must be an RFC 3339 time, such as 2026-03-01T00:00:00Z";
const moment = z.iso
  .datetime({ offset: true, error: requiredOr(MOMENT_RULE) })
  .meta({ pattern: undefined })
  .transform((written) => new Date(written));

// The original's own pattern; what it lets through without a length is refused by its last part.
const DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;
const duration = z
  .string({ error: requiredOr("must be an ISO 8601 duration, such as P7D") })
  .max(100)
  .regex(DURATION, { error: "must be an ISO 8601 duration, such as P7D" })
  .meta({ format: "duration", pattern: undefined });

const merchantId = text(REFERENCE_LENGTH_MAX, 1);

const createBody = z.object({
  merchantId: merchantId.optional(),
  name: text(REFERENCE_LENGTH_MAX).optional(),
  description: text(REFERENCE_LENGTH_MAX).optional(),
  currentTime: moment.optional(),
});

const advanceBody = z
  .object({
    currentTime: moment.optional(),
    advanceBy: duration.optional(),
    idempotencyKey: text(IDEMPOTENCY_KEY_LENGTH_MAX, 1).optional(),
  })
  .refine(({ currentTime, advanceBy }) => (currentTime === undefined) !== (advanceBy === undefined), {
    path: ["currentTime"],
    error: "must be given, or else advanceBy, and not both",
  });

const PATH = "/v0/testClocks";
const PARAMS = { id: "The test clock's id, `tc_…`." };
const ONE = { params: { id: "$TEST_CLOCK_ID" } };
const LIMITS =
  `At most ${STEP_SECONDS_MAX / DAY_SECONDS} days in one step, and ${AHEAD_SECONDS_MAX / DAY_SECONDS} days ahead ` +
  "of the real time. Refused in a deployment that can move real money.";

/** In the checkout door, as the original has them: what becomes due is of every kind, and so they stand above it. */
export const testClockOperations: readonly KeyedOperation[] = [
  operation({
    id: "listTestClocks",
    method: "GET",
    path: PATH,
    permission: "test-clocks:read",
    summary: "List test clocks",
    description: "Newest first, those that are deleted left out.",
    query: pageQuery.extend({ merchantId: merchantId.optional() }),
    answers: { 200: { description: "A page of test clocks.", schema: clocksAnswer } },
    example: { query: { limit: "20" } },
    handle: async ({ ctx, query: { merchantId: named, limit, offset } }) => {
      const input = { merchantId: listedMerchant(ctx, named), limit, offset };
      const { clocks, total } = await listMerchantClocks({ ctx, input });
      return answerJson(presentList(clocks.map(presentClock), { limit, offset, total }));
    },
  }),
  operation({
    id: "createTestClock",
    method: "POST",
    path: PATH,
    permission: "test-clocks:manage",
    summary: "Make a test clock",
    description:
      "A handle on the time one merchant lives in: its payments, links, premiums, retries, commissions and referrals. " +
      `All clocks of a merchant show the same time. ${LIMITS}`,
    body: { schema: createBody },
    answers: { 201: { description: "The test clock.", schema: clockAnswer } },
    example: { body: { merchantId: "$MERCHANT_ID", name: "Monthly billing" } },
    handle: async ({ ctx, body: { merchantId: named, ...body } }) => {
      const input = { ...body, merchantId: await merchantOf(ctx, named) };
      return answerJson(presentClock(await createMerchantClock({ ctx, input })), { status: 201 });
    },
  }),
  operation({
    id: "getTestClock",
    method: "GET",
    path: `${PATH}/:id`,
    permission: "test-clocks:read",
    summary: "Read a test clock",
    params: PARAMS,
    answers: { 200: { description: "The test clock.", schema: clockAnswer } },
    example: ONE,
    load: clockAt,
    handle: async ({ loaded }) => answerJson(presentClock(loaded)),
  }),
  operation({
    id: "advanceTestClock",
    method: "PATCH",
    path: `${PATH}/:id`,
    permission: "test-clocks:manage",
    summary: "Move a merchant's time forward",
    description:
      "To `currentTime`, or by `advanceBy`; what becomes due of the merchant is done before the answer. The same " +
      `\`currentTime\`, or the same \`idempotencyKey\`, moves it once. ${LIMITS}`,
    params: PARAMS,
    body: { schema: advanceBody },
    answers: { 200: { description: "The test clock as it is now.", schema: clockAnswer } },
    example: { ...ONE, body: { advanceBy: "PT1H", idempotencyKey: "an-hour-later" } },
    load: clockAt,
    handle: async ({ ctx, loaded: { id }, body: { currentTime, advanceBy = "PT0S", idempotencyKey } }) => {
      const to = currentTime ? { currentTime } : { advanceBy };
      return answerJson(presentClock(await advanceMerchantClock({ ctx, input: { id, to, idempotencyKey } })));
    },
  }),
  operation({
    id: "deleteTestClock",
    method: "DELETE",
    path: `${PATH}/:id`,
    permission: "test-clocks:manage",
    summary: "Delete a test clock",
    description:
      "Not the last one of a merchant that is ahead of the deployment: its time would run backwards. A deleted one can " +
      "still be read.",
    params: PARAMS,
    answers: { 200: { description: "The deleted test clock.", schema: clockAnswer } },
    refuses: [409],
    example: ONE,
    load: clockAt,
    handle: async ({ ctx, loaded: { id } }) =>
      answerJson(presentClock(await deleteMerchantClock({ ctx, input: { id } }))),
  }),
];

function clockAt({ ctx, params: { id = "" } }: Call): Promise<MerchantClock> {
  return getMerchantClock({ ctx, input: { id } });
}

function merchantOf(ctx: Ctx, named: string | undefined): Promise<string> {
  return named === undefined ? merchantOrFirst(ctx) : chosenMerchant(ctx, named);
}

function presentClock(clock: MerchantClock): z.input<typeof clockAnswer> {
  return {
    id: clock.id,
    object: "testClock",
    merchantId: spellId("org", clock.merchantId),
    name: clock.name,
    description: clock.description,
    currentTime: clock.currentTime.toISOString(),
    createdAt: clock.createdAt.toISOString(),
    updatedAt: clock.updatedAt.toISOString(),
    deletedAt: clock.deletedAt?.toISOString() ?? null,
  };
}
