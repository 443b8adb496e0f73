import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Shows a thread from its top when it takes the place of another one. Its view is not made anew for that, as that of a
 * single draft is: posts change places in it, come and go, and the person stays where they are.
 *
 * @param postIds of the drafts of the thread
 * @returns for the element that scrolls
 */
export function useTopOfThread(postIds: readonly string[]): RefObject<HTMLDivElement | null> {
  const scrolling = useRef<HTMLDivElement>(null);
  const shownIds = useRef(postIds);
  useLayoutEffect(() => {
    const isOther = !postIds.some((id) => shownIds.current.includes(id));
    shownIds.current = postIds;
    if (isOther && scrolling.current !== null) scrolling.current.scrollTop = 0;
  }, [postIds.join(" ")]);
  return scrolling;
}
