/** A letter, digit or sign that leaves ink. The blank of braille is one by name alone. */
const VISIBLE = /(?!\p{Default_Ignorable_Code_Point}|\u2800)[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether anybody sees anything of a text at all. */
export function hasVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** The same for a field whose own rule refuses a text that is empty: nobody is told twice of one. */
export function isEmptyOrVisible(text: string): boolean {
  return text === "" || hasVisible(text);
}

/** What nobody sees, but what some scripts and emoji are written with. */
const UNSEEN = /(?!\u200C|\u200D|\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** These in a place where they change nothing that is seen: there they only make another text of the same look. */
const IDLE_JOINER =
  /(?<=^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Z}]|\u200C|\u200D)(?:\u200C|\u200D|\uFE0F)/u;

/** Whether a text has characters that nobody sees, or that turn around in which order it is read. */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text) || IDLE_JOINER.test(text);
}

/** The rule for names that others know something by, behind the words of what is named. */
export const VISIBLE_RULE = "At least one character that can be seen.";
