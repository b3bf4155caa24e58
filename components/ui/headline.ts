import { cn } from "./cn";

/** An amount of so many characters at most is written large; one of more than that, small. */
const LARGE_MAX = 14;
const MIDDLE_MAX = 20;

/** How an amount that heads a page or a card is written, so that the longest there is fits a phone. */
export function headlineClass(text: string, large: "text-2xl" | "text-3xl"): string {
  const size = text.length <= LARGE_MAX ? large : text.length <= MIDDLE_MAX ? "text-xl" : "text-base";
  return cn(
    "font-semibold tracking-tight",
    size,
    text.length > MIDDLE_MAX && "whitespace-normal wrap-anywhere",
  );
}
