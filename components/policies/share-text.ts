const DECIMALS_MAX = 18;

/** A proportion as the percentage its reader writes: "0.15" is "15%". Exact: it is given as text. */
export function shareText(proportion: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: DECIMALS_MAX });
  return format.format(proportion as Intl.StringNumericLiteral);
}
