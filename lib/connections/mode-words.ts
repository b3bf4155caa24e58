/** Whether real money moves, in a word. */
export function modeWords(live: boolean): string {
  return live ? "live" : "test";
}
