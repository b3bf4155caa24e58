import { cn } from "@/components/ui/cn";

/** So many characters of the largest figures stand beside each other on the narrowest phone. */
const CHARACTERS_LARGE = 9;

/** The amount a page is about: never broken, so a long one is set smaller. */
export function HeadlineAmount({ children }: { children: string }) {
  return (
    <p
      className={cn(
        "figures mt-1 whitespace-nowrap font-semibold tracking-tight",
        children.length > CHARACTERS_LARGE ? "text-2xl sm:text-4xl" : "text-4xl",
      )}
    >
      {children}
    </p>
  );
}
