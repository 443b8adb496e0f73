/** Short facts in a row. Each runs in its own direction: "JPEG", a size and Arabic words keep their order. */
export function Facts({ facts }: { facts: readonly string[] }) {
  return (
    <p class="progress-numbers">
      {facts.map((fact, index) => (
        <>
          {index > 0 && " · "}
          <bdi>{fact}</bdi>
        </>
      ))}
    </p>
  );
}
