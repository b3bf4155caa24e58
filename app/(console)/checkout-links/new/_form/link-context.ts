"use client";

import { createContext, useContext } from "react";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";

/** A merchant a link can be made for. */
export interface LinkMerchant {
  id: string;
  name: string;
  logoColor: string;
  defaultCurrency: string;
  /** In minor units. */
  paymentLimitMinor: bigint;
}

interface FormSetting {
  merchants: readonly LinkMerchant[];
  locale: string;
  mayAddCustomers: boolean;
  /** Whom the link that this one is like was for, where they have been deleted since. */
  deletedCustomer: string | null;
}

/** What the form's parts know besides what is typed into it. */
export const FormContext = createContext<FormSetting>({
  merchants: [],
  locale: "en-GB",
  mayAddCustomers: false,
  deletedCustomer: null,
});

export function useFormSetting(): FormSetting {
  return useContext(FormContext);
}

/** The most a merchant may ask for. */
export function limitOf(merchant: { paymentLimitMinor: bigint } | undefined): bigint {
  return merchant?.paymentLimitMinor ?? PAYMENT_LIMIT_MINOR_DEFAULT;
}
