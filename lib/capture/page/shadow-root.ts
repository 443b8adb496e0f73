import { extensionApi } from "./extension-api";

/** Firefox tells the tree by a property. */
type Host = Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null };

/** The shadow tree of an element, closed ones too; null where it has none. */
export function shadowRootOf(host: Host): ShadowRoot | null {
  const { dom } = extensionApi();
  if (dom !== undefined && host instanceof HTMLElement) return dom.openOrClosedShadowRoot(host);
  return host.openOrClosedShadowRoot ?? host.shadowRoot;
}
