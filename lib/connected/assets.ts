import { exponentOf, isCurrency } from "@/lib/money/currencies";

/** Connected contract: the precision of an asset is a whole number of decimals up to here. */
export const ASSET_PRECISION_MAX = 18;

export interface Asset {
  currency: string;
  precision: number;
}

/** How an asset is spelled. */
export const ASSET_PATTERN = "^[A-Za-z]{3}(/(0|[1-9][0-9]?))?$";
const ASSET = new RegExp(ASSET_PATTERN);

/** `USD/2`, or a bare ISO 4217 code with its own decimals; null for anything else. Any case is taken, of a precision one spelling. */
export function readAsset(text: string): Asset | null {
  const [whole = "", , decimals] = ASSET.exec(text) ?? [];
  const currency = whole.slice(0, 3).toUpperCase();
  if (!isCurrency(currency)) return null;
  const precision = decimals === undefined ? exponentOf(currency) : Number(decimals);
  return precision <= ASSET_PRECISION_MAX ? { currency, precision } : null;
}

export function spellAsset({ currency, precision }: Asset): string {
  return `${currency}/${precision}`;
}
