import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Keeps the focus on an element of a list whose order changes: one that changes its place loses it.
 *
 * @param order another text for another order
 * @returns to be called before the order changes: what has the focus then keeps it, and stays in sight
 */
export function useKeptFocus(order: string): () => void {
  const focused = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const element = focused.current;
    focused.current = null;
    if (element?.isConnected !== true) return;
    if (document.activeElement !== element) element.focus();
    element.scrollIntoView({ block: "nearest" });
  }, [order]);
  return () => {
    focused.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  };
}
