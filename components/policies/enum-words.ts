/** A word of the policy door as people read it: "debit_order_two_day" is "Debit order two day". */
export function enumWords(word: string): string {
  const text = word.replaceAll("_", " ").replace(/\beft\b/, "EFT");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
