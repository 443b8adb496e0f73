/**
 * The page's document with its own properties. By `document.title` an element of the page that is called so
 * (`<img name="title">`) would be found before the document's title, in the world of this script too.
 *
 * Source: https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem
 */
export function ownDocument(): Document {
  return ownProperties(Document.prototype, document);
}

/** As {@link ownDocument}: a form's fields stand before the form's own properties. */
export function ownElement(element: Element): Element {
  return ownProperties(Element.prototype, element);
}

function ownProperties<Type extends object>(prototype: Type, node: Type): Type {
  return new Proxy(prototype, {
    get(_prototype, name) {
      const value: unknown = Reflect.get(prototype, name, node);
      return typeof value === "function" ? value.bind(node) : value;
    },
  });
}
