/** The mark of the product: a picture that speaks. Decoration beside its name. */
export function Logo() {
  return (
    <svg class="logo" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <path
        class="logo-shape"
        d="M7 3h14a5 5 0 0 1 5 5v9a5 5 0 0 1-5 5h-7.5l-5 4.2A.9.9 0 0 1 7 25.500V22a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5z"
      />
      <path
        class="logo-line"
        d="M6.500 17.500l4.700-5.200a1.200 1.200 0 0 1 1.800 0l3.300 3.700l1.400-1.500a1.200 1.200 0 0 1 1.800 0l2 2.200"
      />
      <circle class="logo-dot" cx="18.600" cy="8.800" r="1.700" />
    </svg>
  );
}
