import { cn } from "@/components/ui/cn";

/** So many characters of the largest figures stand beside each other on the narrowest phone. */
const CHARACTERS_LARGE = 9;

/** The amount a page is about: never broken, so a long one is set smaller. */
export function HeadlineAmount({ children }: { children: string }) {
  return (
    <p
      className={cn(
        "figures mt-1 whitespace-nowrap font-semibold tracking-tight",
        // A phone that shows everything at twice its size is half as wide.
        children.length > CHARACTERS_LARGE
          ? "text-2xl max-[16rem]:text-base sm:text-4xl"
          : "text-4xl max-[16rem]:text-2xl",
      )}
    >
      {children}
    </p>
  );
}
