import { z } from "zod";
import { amountField, currencyField, trimmedText } from "@/lib/checkout/fields";
import { spelledId, time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { getMerchant } from "@/lib/merchants/get-merchant";
import {
  MERCHANT_NAME_CHARACTERS_MAX,
  MERCHANTS_PER_PAGE,
  PAYMENT_LIMIT_MINOR_DEFAULT,
  PAYMENT_LIMIT_MINOR_MAX,
} from "@/lib/merchants/limits";
import { listMerchants } from "@/lib/merchants/list-merchants";
import type { Merchant } from "@/lib/merchants/merchant";
import { updateMerchant } from "@/lib/merchants/update-merchant";
import { CHECKOUT_CURRENCIES, CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { Refused } from "@/lib/verb/problem";
import { listAnswer, presentPage } from "./list-answer";
import { idField, newIdField } from "./wire";

const operation = operationsWith(validate);

const amount = z.string().regex(/^\d+\.\d{2}$/);

const merchantAnswer = z
  .object({
    id: spelledId("mer"),
    object: z.literal("merchant"),
    name: z.string(),
    logoColor: z.string().regex(/^#[0-9a-f]{6}$/),
    defaultCurrency: z.string().meta({ enum: CHECKOUT_CURRENCIES }),
    paymentLimit: amount.meta({ description: "The most one checkout payment may come to." }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: "ManagementMerchant" });

const COLOR_RULE = 'must be a colour such as "#1a6b4f"';

// As programs are told of it; people are by the console's form.
const name = trimmedText(MERCHANT_NAME_CHARACTERS_MAX, 1);
const logoColor = z
  .string({ error: COLOR_RULE })
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, { error: COLOR_RULE });
const paymentLimit = amountField(PAYMENT_LIMIT_MINOR_MAX);
const PAYMENT_LIMIT = { description: "A decimal string, from 1.00 to 1000000.00." };

const createBody = z.object({
  id: newIdField.optional(),
  name,
  logoColor: logoColor.default("#1a6b4f"),
  defaultCurrency: currencyField,
  paymentLimit: paymentLimit.default(PAYMENT_LIMIT_MINOR_DEFAULT).meta(PAYMENT_LIMIT),
});

const updateBody = z.object({
  name: name.optional(),
  logoColor: logoColor.optional(),
  defaultCurrency: currencyField.optional(),
  paymentLimit: paymentLimit.optional().meta(PAYMENT_LIMIT),
});

const PATH = "/management/v1/merchants";
const PARAMS = { id: "The merchant's id, `mer_…`." };
const ONE = { params: { id: "$MERCHANT_ID" } };

/** Whom payments are made to. */
export const merchantOperations: readonly KeyedOperation[] = [
  operation({
    id: "listMerchants",
    method: "GET",
    path: PATH,
    permission: "merchants:read",
    summary: "List merchants",
    description: `In the order they were made, ${MERCHANTS_PER_PAGE} at a time. A key of one merchant finds that one.`,
    query: z.object({ cursor: idField.optional() }),
    answers: { 200: { description: "A page of merchants.", schema: listAnswer(merchantAnswer) } },
    handle: async ({ ctx, query: { cursor } }) => {
      const { merchants, next } = await listMerchants({ ctx, input: { after: cursor ?? null } });
      return answerJson(presentPage(merchants.map(presentMerchant), next && spellId("mer", next)));
    },
  }),
  operation({
    id: "createMerchant",
    method: "POST",
    path: PATH,
    permission: "merchants:manage",
    summary: "Add a merchant",
    description: "A key of one merchant adds none.",
    body: { schema: createBody },
    answers: { 201: { description: "The merchant.", schema: merchantAnswer } },
    refuses: [409],
    example: { body: { name: "Harbour Ceramics", defaultCurrency: "EUR" } },
    handle: async ({ ctx, body: { id = newId(), ...body } }) => {
      const merchant = await createMerchant({ ctx, input: { id, ...body } });
      return answerJson(presentMerchant(merchant), { status: 201 });
    },
  }),
  operation({
    id: "getMerchant",
    method: "GET",
    path: `${PATH}/:id`,
    permission: "merchants:read",
    summary: "Read a merchant",
    params: PARAMS,
    answers: { 200: { description: "The merchant.", schema: merchantAnswer } },
    example: ONE,
    load: merchantAt,
    handle: async ({ loaded }) => answerJson(presentMerchant(loaded)),
  }),
  operation({
    id: "updateMerchant",
    method: "PATCH",
    path: `${PATH}/:id`,
    permission: "merchants:manage",
    summary: "Change a merchant",
    description: "What is left out stays as it is. Links made before keep the amount and currency they have.",
    params: PARAMS,
    body: { schema: updateBody },
    answers: { 200: { description: "The merchant as it is now.", schema: merchantAnswer } },
    example: { ...ONE, body: { paymentLimit: "7500.00" } },
    load: merchantAt,
    handle: async ({ ctx, loaded: { id }, body }) =>
      answerJson(presentMerchant(await updateMerchant({ ctx, input: { ...body, id } }))),
  }),
];

function merchantAt({ ctx, params: { id = "" } }: Call): Promise<Merchant> {
  const merchantId = readAnyId(id);
  if (merchantId === null) throw new Refused({ code: "not_found", object: "merchant", id });
  return getMerchant({ ctx, input: { id: merchantId } });
}

function presentMerchant(merchant: Merchant): z.input<typeof merchantAnswer> {
  const { id, name, logoColor, defaultCurrency, paymentLimitMinor, createdAt, updatedAt } = merchant;
  return {
    id: spellId("mer", id),
    object: "merchant",
    name,
    logoColor,
    defaultCurrency,
    paymentLimit: formatDecimal(paymentLimitMinor, CHECKOUT_PRECISION),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
