/** Why PostgreSQL or UTF-8 could not hold a text, as a rule for whoever sent it; null when they can. */
export function textFault(text: string): string | null {
  if (text.includes("\0")) return "must not contain a NUL character";
  if (!text.isWellFormed()) return "must not contain a lone surrogate";
  return null;
}
