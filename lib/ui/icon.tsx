const PATHS = {
  image:
    "M4 5.5A1.5 1.5 0 0 1 5.5 4h13A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5zM4 16l4.6-4.6a1 1 0 0 1 1.4 0L15.5 17M14 15l1.6-1.6a1 1 0 0 1 1.4 0l3 3M15.5 8.5h.01",
  video:
    "M3.5 6.5A1.5 1.5 0 0 1 5 5h9.5A1.5 1.5 0 0 1 16 6.5v11a1.5 1.5 0 0 1-1.5 1.5H5a1.5 1.5 0 0 1-1.5-1.5zM16 10.5l4.5-2.5v8L16 13.5",
  options:
    "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
  tab: "M13 5h6v6M19 5l-8.5 8.5M17 14v3.5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 5 17.5v-9A1.5 1.5 0 0 1 6.5 7H10",
  beside:
    "M4 6.500A1.500 1.500 0 0 1 5.500 5h13A1.500 1.500 0 0 1 20 6.500v11a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 17.500zM14 5v14M16.500 9h1M16.500 12h1",
  alert: "M12 8v5M12 16.3h.01M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17",
  up: "M12 19V6M6 11.5l6-6 6 6",
  down: "M12 5v13M6 12.500l6 6 6-6",
  earlier: "M19 12H6M11.500 6l-6 6 6 6",
  later: "M5 12h13M12.500 6l6 6-6 6",
  close: "M7 7l10 10M17 7L7 17",
  described: "M5 7h14M5 12h14M5 17h8",
  edit: "M5 19v-3.500L15.500 5 19 8.500 8.500 19zM13 7.500l3.500 3.500",
  grid: "M4.500 4.500h6v6h-6zM13.500 4.500h6v6h-6zM4.500 13.500h6v6h-6zM13.500 13.500h6v6h-6z",
  add: "M12 5v14M5 12h14",
  trash: "M5 7h14M9.500 7V5h5v2M7 7l.8 12h8.400L17 7M10.500 11v4.500M13.500 11v4.500",
  more: "M5.300 12a.7.7 0 1 0 1.400 0a.7.7 0 1 0-1.400 0M11.300 12a.7.7 0 1 0 1.400 0a.7.7 0 1 0-1.400 0M17.300 12a.7.7 0 1 0 1.400 0a.7.7 0 1 0-1.400 0",
  search: "M10.500 4.500a6 6 0 1 1 0 12a6 6 0 1 1 0-12M15 15l4.500 4.500",
  files:
    "M13 19H5.500A1.500 1.500 0 0 1 4 17.500v-11A1.500 1.500 0 0 1 5.500 5h11A1.500 1.500 0 0 1 18 6.500V12M4 15.500l4.100-4.100a1 1 0 0 1 1.400 0L13 15M18 15v6M15 18h6",
  link: "M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1",
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof PATHS;

/** A line drawing of 24 by 24 units in the colour of the text; its meaning is said beside it. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
